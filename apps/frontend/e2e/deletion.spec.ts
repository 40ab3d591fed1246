import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, linkFromMail, logIn, password, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let eve: Athlete

test.beforeAll(async ({ browser }) => {
  eve = await newAthlete(browser, uniqueName('leaver'), narrowPhone)
  await signUp(eve)
})

test.afterAll(() => eve.context.close())

const form = () => eve.page.getByRole('form', { name: 'Delete account' })

/** Deletes the account from the page about the data. */
async function deleteAccount() {
  const { page } = eve
  await page.goto('/data')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await form().getByLabel('Current password').fill(password)
  await form().getByRole('button', { name: 'Delete account' }).click()
  await expect(page.getByText('Your account is being deleted')).toBeVisible()
}

test.describe('an athlete who leaves', () => {
  test('reads what happens and when, in both languages, and can go back', async () => {
    const { page } = eve
    await page.goto('/data')
    await expect(page.getByRole('heading', { name: 'Delete account' })).toBeVisible()
    await expect(page.getByText('For 7 days: you can change your mind.')).toBeVisible()
    await chooseLanguage(page, 'de')
    await expect(page.getByText('7 Tage lang: Du kannst es dir anders überlegen.')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await chooseLanguage(page, 'en')
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await expect(form().getByLabel('Current password')).toBeFocused()
    await expectSoundStructure(page)
    await form().getByRole('button', { name: 'Back' }).click()
    await expect(form()).toHaveCount(0)
  })

  test('proves who she is before the account is deleted', async () => {
    const { page } = eve
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await form().getByLabel('Current password').fill('Wrong-220-kg!')
    await form().getByRole('button', { name: 'Delete account' }).click()
    await expect(page.getByText('The password is wrong.')).toBeVisible()
    await deleteAccount()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Account of/ })).toHaveCount(0)
  })

  test('keeps the account when she logs in', async () => {
    const { page } = eve
    await page.goto('/login')
    await logIn(eve)
    await expect(page.getByText('You have deleted this account')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Keep my account' }).click()
    await expectHeading(page, `Hi ${eve.name}`)
  })

  test('keeps the account by the link in the mail', async () => {
    const { page } = eve
    await deleteAccount()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await expect
      .poll(async () => {
        await page.goto(await linkFromMail(page.request, eve.name, '/keep-account'))
        await page.getByRole('button', { name: 'Keep my account' }).click()
        await page.getByText(/Good to have you back|link is invalid/).waitFor()
        return page.getByText('Good to have you back').count()
      })
      .toBe(1)
    await expectSoundStructure(page)
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
    await logIn(eve)
    await expectHeading(page, `Hi ${eve.name}`)
  })
})
