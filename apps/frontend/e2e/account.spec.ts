import { expect, test } from '@playwright/test'

import { expectAccessible, expectSoundStructure } from './accessibility.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import {
  chooseLanguage,
  confirmAddress,
  expectHeading,
  linkFromMail,
  logIn,
  password,
  register,
} from './steps.ts'

test.describe.configure({ mode: 'serial' })

const newEmail = `${uniqueName('eve')}@example.com`
let eve: Athlete

test.beforeAll(async ({ browser }) => {
  eve = await newAthlete(browser, uniqueName('eve'))
})

test.afterAll(() => eve.context.close())

test.describe("an athlete's account", () => {
  test('registers, confirms the address from the mail and logs in', async () => {
    const { page } = eve
    await page.goto('/')
    await expectSoundStructure(page)
    await page.getByRole('link', { name: 'Create account' }).click()
    await expectHeading(page, 'Create account')
    await expectSoundStructure(page)
    await register(eve)
    await expectAccessible(page)

    await page.goto('/login')
    await logIn(eve)
    await expect(page.getByText('Your address is not confirmed yet')).toBeVisible()
    await expectAccessible(page)

    await confirmAddress(eve)
    await expectAccessible(page)
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
    await logIn(eve)
    await expectHeading(page, `Hi ${eve.name}`)
    await expect(page.getByText('Nothing planned')).toBeVisible()
    await expectSoundStructure(page)
  })

  test('saves the profile across silent token renewals: shows pounds, sends kilograms', async () => {
    const { page, context } = eve
    await context.clearCookies({ name: 'access' })
    await page.goto('/profile')
    await expectHeading(page, 'Profile')
    await context.clearCookies({ name: 'access' })
    await page.getByLabel('Display name').fill('Ada L.')
    await page.getByRole('textbox', { name: 'Body weight' }).fill('70,5')
    await page.getByLabel('Weights in').selectOption('lb')
    await page.getByLabel('Gender').selectOption('female')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your profile is saved.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Body weight' })).toHaveValue('155.45')
    await expectSoundStructure(page)

    await chooseLanguage(page, 'de')
    await expectHeading(page, 'Profil')
    await chooseLanguage(page, 'en')
    await expectHeading(page, 'Profile')
  })

  test('lists its logins and ends those on other devices', async ({ browser }) => {
    const { page } = eve
    const elsewhere = await newAthlete(browser, eve.name)
    await elsewhere.page.goto('/login')
    await logIn(elsewhere)
    await expectHeading(elsewhere.page, 'Hi Ada L.')

    await page.goto('/profile')
    await expect(page.getByText('This device')).toBeVisible()
    await expect(page.getByText(/^Linux$/).first()).toBeVisible()
    await page.getByRole('button', { name: 'End all others' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'End them' }).click()
    await expect(page.getByText(/^One login has ended|logins have ended/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^End/ })).toHaveCount(0)

    await elsewhere.page.goto('/points')
    await expectHeading(elsewhere.page, 'Log in')
    await elsewhere.context.close()
  })

  test('changes its password and its address', async () => {
    const { page } = eve
    const passwordForm = page.getByRole('form', { name: 'Change password' })
    await passwordForm.getByLabel('Current password').fill('Wrong-220-kg!')
    await passwordForm.locator('input[autocomplete=new-password]').fill(`${password}1`)
    await passwordForm.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('The password is wrong.')).toBeVisible()
    await passwordForm.getByLabel('Current password').fill(password)
    await passwordForm.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('Your other logins have ended.')).toBeVisible()

    const emailForm = page.getByRole('form', { name: 'Change e-mail' })
    await emailForm.getByLabel('New e-mail').fill(newEmail)
    await emailForm.getByLabel('Current password').fill(`${password}1`)
    await emailForm.getByRole('button', { name: 'Change e-mail' }).click()
    await expect(page.getByText(`We sent a link to ${newEmail}`)).toBeVisible()
    await expectAccessible(page)
    await page.goto(await linkFromMail(page.request, newEmail, '/verify-email'))
    await expectHeading(page, 'Confirm your new address')
    await expectSoundStructure(page)
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await expect(page.getByText(`Your address is now ${newEmail}.`)).toBeVisible()
    await expectAccessible(page)
  })

  test('sets a new password and logs out', async () => {
    const { page } = eve
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await expect(page.getByRole('link', { name: 'Create account' })).toBeVisible()
    await page.goto('/points')
    await expectHeading(page, 'Log in')

    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expectSoundStructure(page)
    await page.getByLabel('E-mail').fill(newEmail)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByText('a link is on its way')).toBeVisible()
    await page.goto(await linkFromMail(page.request, newEmail, '/reset'))
    await expectSoundStructure(page)
    await page.locator('input[autocomplete=new-password]').fill(`${password}2`)
    await page.getByRole('button', { name: 'Set new password' }).click()
    await expectHeading(page, 'Log in')
  })

  test('causes no browser errors', () => {
    expect(eve.complaints).toEqual([])
  })
})
