import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, linkFromMail, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let mia: Athlete

test.beforeAll(async ({ browser }) => {
  mia = await newAthlete(browser, uniqueName('mia'), narrowPhone)
  await signUp(mia)
})

test.afterAll(() => mia.context.close())

/** Returns the path of the HTML of the newest mail to a user. */
async function pathOfNewest(name: string): Promise<string> {
  const answer = await mia.page.request.get('/dev/mail?format=json')
  const mails = (await answer.json()) as { id: string; to: string }[]
  return `/dev/mail/${mails.find(({ to }) => to.includes(name))?.id}`
}

test.describe('mails', () => {
  test('fit a narrow phone, and their button leads where it says', async () => {
    const { page, name, complaints } = mia
    const link = await linkFromMail(page.request, name, '/verify')

    await page.goto(await pathOfNewest(name))

    await expect(page.getByRole('link', { name: 'Confirm address' })).toHaveAttribute(
      'href',
      new RegExp(link.replaceAll(/[?-]/g, '\\$&')),
    )
    await expectNoSidewaysScroll(page)
    await page.goto('/dev/mail')
    await expect(page.locator('iframe').first()).toBeVisible()
    await expectNoSidewaysScroll(page)
    expect(complaints).toEqual([])
  })

  test('that athletes want are turned on in the profile, in both languages', async () => {
    const { page } = mia
    await page.goto('/profile')
    await expect(page.getByLabel('Remind me of planned sessions')).toHaveValue('')

    await page.getByLabel('Remind me of planned sessions').selectOption('2')
    await expect(page.getByText('Your choice is saved.')).toBeVisible()
    // The switch shows the choice with the next render, which `check` does not wait for.
    await page.getByLabel('My week by mail').click()
    await expect(page.getByLabel('My week by mail')).toBeChecked()
    await page.reload()

    await expect(page.getByLabel('Remind me of planned sessions')).toHaveValue('2')
    await expect(page.getByLabel('My week by mail')).toBeChecked()
    await chooseLanguage(page, 'de')
    await expect(page.getByLabel('An geplante Trainings erinnern')).toHaveValue('2')
    await expectNoSidewaysScroll(page)
  })

  test('come in the language of the athlete, and fit in it too', async () => {
    const { page, name } = mia
    await callApi(page, 'POST', '/auth/password/forgot', { email: `${name}@example.org` })
    await linkFromMail(page.request, name, '/reset')

    await page.goto(await pathOfNewest(name))

    await expect(page.getByRole('link', { name: 'Neues Passwort setzen' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await page.goto('/profile')
    await chooseLanguage(page, 'en')
  })

  test('that are refused are reported on every page, with a way to the address', async () => {
    const { page } = mia
    await page.route('**/api/v1/users/me', async (route) => {
      const answer = await route.fetch()
      const me = (await answer.json()) as object
      await route.fulfill({ json: { ...me, emailRefusedAt: '2026-09-07T10:00:00Z' } })
    })

    await page.goto('/sessions')

    await expect(page.getByText('Our mails do not reach you')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'To your address' }).click()
    await expect(page).toHaveURL(/\/profile$/)
  })
})
