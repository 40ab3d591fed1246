import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  type Athlete,
  expectAccessible,
  launchBrowser,
  linkFromMail,
  newAthlete,
} from './browser.ts'
import { confirmAddress, heading, logIn, password, register } from './steps.ts'

const run = Date.now().toString(36)
const newMail = `eve${run}@example.com`

let browser: Browser
let eve: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  eve = await newAthlete(browser, `eve${run}`)
}, 60_000)

afterAll(async () => {
  await browser?.close()
})

describe('an athlete and her account', { timeout: 60_000 }, () => {
  it('registers, confirms her address from the mail and logs in', async () => {
    const { page } = eve
    await page.goto('/')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Create account' }).click()
    await heading(page, 'Create account')
    await expectAccessible(page)
    await register(eve)
    await expectAccessible(page)

    await page.goto('/login')
    await logIn(eve)
    await page.getByText('Your address is not confirmed yet').waitFor()
    await expectAccessible(page)

    await confirmAddress(eve)
    await expectAccessible(page)
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
    await logIn(eve)
    await heading(page, `Hi ${eve.name}`)
    await page.getByText('Nothing planned').waitFor()
    await expectAccessible(page)
  })

  it('keeps the profile while her login is renewed unseen: pounds shown, kilograms sent', async () => {
    const { page, context } = eve
    await context.clearCookies({ name: 'access' })
    await page.goto('/profile')
    await heading(page, 'Profile')
    await context.clearCookies({ name: 'access' })
    await page.getByLabel('Display name').fill('Ada L.')
    await page.getByLabel('Body weight').fill('70,5')
    await page.getByLabel('Weights in').selectOption('lb')
    await page.getByLabel('Gender').selectOption('female')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved.').waitFor()
    await expect.poll(() => page.getByLabel('Body weight').inputValue()).toBe('155.4')
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Deutsch' }).click()
    await heading(page, 'Profil')
    await page.getByRole('button', { name: 'English' }).click()
    await heading(page, 'Profile')
  })

  it('sees where she is logged in and ends it elsewhere', async () => {
    const { page } = eve
    const elsewhere = await newAthlete(browser, eve.name)
    await elsewhere.page.goto('/login')
    await logIn(elsewhere)
    await heading(elsewhere.page, 'Hi Ada L.')

    await page.goto('/profile')
    await page.getByText('This device').waitFor()
    await page
      .getByText(/^Linux$/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'End all others' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'End them' }).click()
    await page.getByText(/^One login is ended|logins are ended/).waitFor()
    await expect.poll(() => page.getByRole('button', { name: /^End/ }).count()).toBe(0)

    await elsewhere.page.goto('/points')
    await heading(elsewhere.page, 'Log in')
    await elsewhere.context.close()
  })

  it('changes her password and her address', async () => {
    const { page } = eve
    const passwords = page.getByRole('form', { name: 'Change password' })
    await passwords.getByLabel('Current password').fill('Wrong-220-kg!')
    await passwords.locator('input[autocomplete=new-password]').fill(`${password}1`)
    await passwords.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('The password is wrong.').waitFor()
    await passwords.getByLabel('Current password').fill(password)
    await passwords.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Your other logins have ended.').waitFor()

    const addresses = page.getByRole('form', { name: 'Change e-mail' })
    await addresses.getByLabel('New e-mail').fill(newMail)
    await addresses.getByLabel('Current password').fill(`${password}1`)
    await addresses.getByRole('button', { name: 'Change e-mail' }).click()
    await page.getByText(`We sent a link to ${newMail}`).waitFor()
    await expectAccessible(page)
    await page.goto(await linkFromMail(newMail, '/verify-email'))
    await heading(page, 'Confirm your new address')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await page.getByText(`Your address is ${newMail} from now on.`).waitFor()
    await expectAccessible(page)
  })

  it('sets a new password and logs out', async () => {
    const { page } = eve
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('link', { name: 'Create account' }).waitFor()
    await page.goto('/points')
    await heading(page, 'Log in')

    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expectAccessible(page)
    await page.getByLabel('E-mail').fill(newMail)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByText('a link is on its way').waitFor()
    await page.goto(await linkFromMail(newMail, '/reset'))
    await expectAccessible(page)
    await page.locator('input[autocomplete=new-password]').fill(`${password}2`)
    await page.getByRole('button', { name: 'Set new password' }).click()
    await heading(page, 'Log in')
  })

  it('met nothing the browser complained about', () => {
    expect(eve.complaints).toEqual([])
  })
})
