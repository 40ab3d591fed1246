import { readFile } from 'node:fs/promises'

import { expect, test } from '@playwright/test'
import { generateSync } from 'otplib'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, logIn, password, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let zoe: Athlete
let secret = ''
let recoveryCodes: string[] = []

test.beforeAll(async ({ browser }) => {
  zoe = await newAthlete(browser, uniqueName('zoe'), narrowPhone)
  await signUp(zoe)
})

test.afterAll(() => zoe.context.close())

test.describe('the second factor', () => {
  test('is turned on with the first code of the app', async () => {
    const { page } = zoe
    await page.goto('/profile')
    await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible()
    await expectSoundStructure(page)
    await expectFits()
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expect(form('Turn on').getByLabel('Current password')).toBeFocused()
    await expectAccessibleAndFitting()
    await page.keyboard.type('Wrong-220-kg!')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').getByText('The password is wrong.')).toBeVisible()
    await form('Turn on').getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Continue' }).click()

    await expect(page.getByRole('heading', { name: 'Scan this' })).toBeFocused()
    const qr = page.getByRole('img', { name: 'QR code' })
    await expect(qr).not.toHaveJSProperty('naturalWidth', 0)
    await expectSoundStructure(page)
    await expectFits()
    const shown = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()
    secret = shown?.replaceAll(' ', '') ?? ''

    await codeField().fill('000000')
    await page.keyboard.press('Enter')
    await expectCodeRejected()
    await expect(codeField()).toBeFocused()
    await expect(codeField()).toHaveValue('')
    await expectAccessibleAndFitting()
    await codeField().fill(appCode())
    await page.keyboard.press('Enter')
    await expect(page.getByText('The second factor is on.')).toBeVisible()
  })

  test('comes with recovery codes to copy or download', async () => {
    const { page, context } = zoe
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused()
    await expectAccessibleAndFitting()
    recoveryCodes = await shownCodes()
    expect(new Set(recoveryCodes).size).toBe(10)
    await expectFitsInGerman('Deine Wiederherstellungscodes')
    expect(await shownCodes()).toEqual(recoveryCodes)

    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect(page.getByText('Copied.')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\n')).toEqual(recoveryCodes)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(file).toContain(recoveryCodes.join('\n'))

    await page.getByRole('button', { name: 'I have saved them' }).click()
    await expect(page.getByText('10 recovery codes left.')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Second factor' })).toBeFocused()
    await expectAccessibleAndFitting()
    await expectFitsInGerman('Zweiter Faktor')
  })

  test('logs in with a code of the app', async () => {
    const { page } = zoe
    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await expect(codeField()).toBeFocused()
    await expectSoundStructure(page)
    await expectFits()

    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByLabel('Username or e-mail')).toBeFocused()
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
    await codeField().fill('000000')
    await page.keyboard.press('Enter')
    await expectCodeRejected()
    await expect(codeField()).toBeFocused()
    await expectAccessibleAndFitting()
    // A code works once, and the current one may be used; the next one is valid half a minute early.
    await page.keyboard.type(appCode(30))
    await page.keyboard.press('Enter')
    await expectHeading(page, `Hi ${zoe.name}`)
  })

  test('logs in with a recovery code', async () => {
    const { page } = zoe
    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
    await expect(page.getByLabel('Recovery code')).toBeFocused()
    await expectAccessibleAndFitting()
    await page.keyboard.type(recoveryCodes[0]?.toLowerCase() ?? '')
    await page.keyboard.press('Enter')
    await expectHeading(page, `Hi ${zoe.name}`)
  })

  test('replaces the recovery codes', async () => {
    const { page } = zoe
    await page.goto('/profile')
    await expect(page.getByText('9 recovery codes left.')).toBeVisible()
    await page.getByRole('button', { name: 'New recovery codes' }).click()
    await expectAccessibleAndFitting()
    await confirmWithRecoveryCode('New recovery codes', recoveryCodes[1])
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible()
    recoveryCodes = await shownCodes()
    await page.getByRole('button', { name: 'I have saved them' }).click()
    await expect(page.getByText('10 recovery codes left.')).toBeVisible()
  })

  test('is turned off with a valid recovery code only', async () => {
    const { page } = zoe
    await page.getByRole('button', { name: 'Turn off' }).click()
    await expectAccessibleAndFitting()
    await confirmWithRecoveryCode('Turn off', 'AAAAA-AAAAA')
    await expectCodeRejected()
    await confirmWithRecoveryCode('Turn off', recoveryCodes[0])
    await expect(page.getByText('The second factor is off.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible()

    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await expectHeading(page, `Hi ${zoe.name}`)
  })

  test('causes no browser errors', () => {
    expect(zoe.complaints).toEqual([])
  })
})

const form = (name: string) => zoe.page.getByRole('form', { name })
const codeField = () => zoe.page.getByLabel('Code from your app')

function appCode(secondsAhead = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + secondsAhead })
}

async function shownCodes(): Promise<string[]> {
  return zoe.page.getByText(/^\w{5}-\w{5}$/).allTextContents()
}

/** Submits a form that requires the password and a recovery code. */
async function confirmWithRecoveryCode(name: string, code = ''): Promise<void> {
  await form(name).getByLabel('Current password').fill(password)
  const useRecoveryCode = form(name).getByRole('button', { name: 'Use a recovery code instead' })
  if (await useRecoveryCode.isVisible()) await useRecoveryCode.click()
  await form(name).getByLabel('Recovery code').fill(code)
  await form(name).getByRole('button', { name, exact: true }).click()
}

async function expectCodeRejected(): Promise<void> {
  const alert = zoe.page.getByRole('alert').getByText('The code is wrong, used or expired.')
  await expect(alert).toBeVisible()
}

async function logOut(): Promise<void> {
  const { page } = zoe
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('link', { name: 'Create account' })).toBeVisible()
}

async function expectAccessibleAndFitting(): Promise<void> {
  await expectAccessible(zoe.page)
  await expectFits()
}

/** Fails if the page is wider than the narrowest phone, or a button cuts off its label. */
async function expectFits(): Promise<void> {
  const { page } = zoe
  await expectNoSidewaysScroll(page)
  const labels = page.locator('.mantine-Button-label')
  const cutOff = await labels.evaluateAll((all) =>
    all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent),
  )
  expect(cutOff).toEqual([])
}

/** German texts are longer. */
async function expectFitsInGerman(title: string): Promise<void> {
  const { page } = zoe
  await chooseLanguage(page, 'de')
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expectAccessibleAndFitting()
  await chooseLanguage(page, 'en')
  await expectHeading(page, 'Profile')
}
