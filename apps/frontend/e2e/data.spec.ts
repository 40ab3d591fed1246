import { stat } from 'node:fs/promises'

import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import {
  chooseLanguage,
  confirmAddress,
  expectHeading,
  linkFromMail,
  logIn,
  password,
  signUp,
} from './steps.ts'

test.describe.configure({ mode: 'serial' })

let eve: Athlete

test.beforeAll(async ({ browser }) => {
  eve = await newAthlete(browser, uniqueName('reader'), narrowPhone)
  await signUp(eve)
})

test.afterAll(() => eve.context.close())

test.describe('the page about privacy and data', () => {
  test('says what is stored and how long, in both languages', async () => {
    const { page } = eve
    await page.goto('/profile')
    await page.getByRole('link', { name: 'Open privacy and data' }).click()
    await expectHeading(page, 'Privacy and data')
    await expect(page.getByText('30 days after a login ends')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Delete account' })).toBeVisible()
    await chooseLanguage(page, 'de')
    await expect(page.getByText('30 Tage nach dem Ende einer Anmeldung')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await chooseLanguage(page, 'en')
  })

  test('requests the data with the password, and the link in the mail downloads it once', async () => {
    const { page } = eve
    await page.getByRole('button', { name: 'Request my data' }).click()
    const form = page.getByRole('form', { name: 'Download your data' })
    await form.getByLabel('Current password').fill('Wrong-220-kg!')
    await form.getByRole('button', { name: 'Request data' }).click()
    await expect(form.getByText('The password is wrong.')).toBeVisible()
    await form.getByLabel('Current password').fill(password)
    await form.getByRole('button', { name: 'Request data' }).click()
    await expect(page.getByText(/^Your data is ready/)).toBeVisible({ timeout: 15_000 })

    const link = await linkFromMail(page.request, eve.name, '/export')
    await page.goto(link)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download file' }).click(),
    ])

    expect(file.suggestedFilename()).toBe('fitvibe-data.zip')
    expect((await stat(await file.path())).size).toBeGreaterThan(10_000)
    await expect(page.getByText('The download begins.')).toBeVisible()
    await expectAccessible(page)
    await page.goto(link)
    await page.getByRole('button', { name: 'Download file' }).click()
    await expect(page.getByText(/link is invalid/)).toBeVisible()
  })
})

test.describe('an athlete who has not agreed to the terms', () => {
  test('is asked on every page, can read both texts, and agrees once', async ({ browser }) => {
    const uma = await newAthlete(browser, uniqueName('unasked'), narrowPhone)
    const { page, name } = uma
    const account = { username: name, email: `${name}@example.org`, password }
    await callApi(page, 'POST', '/auth/register', { ...account, preferredLang: 'en' })
    await confirmAddress(uma)
    await page.goto('/login')
    await logIn(uma)
    await expect(page.getByText('Please read and agree')).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('link', { name: 'Terms' }).click()
    await expectHeading(page, 'Terms')
    await expect(page.getByRole('heading', { name: 'Your training' })).toBeVisible()
    await page.goto('/privacy')
    await expect(page.getByText(/^Logins\. To protect accounts/)).toBeVisible()
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'I agree' }).click()
    await expect(page.getByText('Please read and agree')).toHaveCount(0)

    await page.goto('/data')
    await expect(page.getByText(/^Terms, version .*: agreed/)).toBeVisible()
    await expect(page.getByText('Please read and agree')).toHaveCount(0)
    await uma.context.close()
  })
})
