import { readFile } from 'node:fs/promises'

import { generateSync } from 'otplib'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { heading, logIn, password, signUp } from './steps.ts'

let browser: Browser
let zoe: Athlete
let secret = ''
let recoveryCodes: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  zoe = await newAthlete(browser, `zoe${Date.now().toString(36)}`, {
    viewport: { width: 320, height: 640 },
  })
  await signUp(zoe)
})

afterAll(async () => {
  await browser?.close()
})

describe('an athlete and her second factor', () => {
  it('turns it on with the first code of her app', async () => {
    const { page } = zoe
    await page.goto('/profile')
    await page.getByRole('heading', { name: 'Second factor' }).waitFor()
    await expectFits()
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expectFocus(form('Turn on').getByLabel('Current password'))
    await expectFits()
    await page.keyboard.type('Wrong-220-kg!')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('The password is wrong.').waitFor()
    await form('Turn on').getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Continue' }).click()

    await expectFocus(page.getByRole('heading', { name: 'Scan this' }))
    const qr = page.getByRole('img', { name: 'QR code' })
    await expect
      .poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .not.toBe(0)
    await expectFits()
    const typed = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()
    secret = typed?.replaceAll(' ', '') ?? ''

    await codeField().fill('000000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('The code is wrong, used or expired.').waitFor()
    await expectFocus(codeField())
    expect(await codeField().inputValue()).toBe('')
    await expectFits()
    await codeField().fill(appCode())
    await page.keyboard.press('Enter')
    await page.getByText('The second factor is on.').waitFor()
  })

  it('keeps her recovery codes', async () => {
    const { page, context } = zoe
    await expectFocus(page.getByRole('heading', { name: 'Your recovery codes' }))
    await expectFits()
    recoveryCodes = await shownCodes()
    expect(new Set(recoveryCodes).size).toBe(10)
    await expectFitsInGerman('Deine Wiederherstellungscodes')
    expect(await shownCodes()).toEqual(recoveryCodes)

    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\n')).toEqual(recoveryCodes)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(file).toContain(recoveryCodes.join('\n'))

    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes left.').waitFor()
    await expectFocus(page.getByRole('heading', { name: 'Second factor' }))
    await expectFits()
    await expectFitsInGerman('Zweiter Faktor')
  })

  it('logs in with a code of her app', async () => {
    const { page } = zoe
    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await expectFocus(codeField())
    await expectFits()

    await page.getByRole('button', { name: 'Back' }).click()
    await expectFocus(page.getByLabel('Username or e-mail'))
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
    await codeField().fill('000000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('The code is wrong, used or expired.').waitFor()
    await expectFocus(codeField())
    await expectFits()
    // The code of this half minute has been used; that of the next one works already.
    await page.keyboard.type(appCode(30))
    await page.keyboard.press('Enter')
    await heading(page, `Hi ${zoe.name}`)
  })

  it('logs in without her app', async () => {
    const { page } = zoe
    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
    await expectFocus(page.getByLabel('Recovery code'))
    await expectFits()
    await page.keyboard.type(recoveryCodes[0]?.toLowerCase() ?? '')
    await page.keyboard.press('Enter')
    await heading(page, `Hi ${zoe.name}`)
  })

  it('makes new recovery codes', async () => {
    const { page } = zoe
    await page.goto('/profile')
    await page.getByText('9 recovery codes left.').waitFor()
    await page.getByRole('button', { name: 'New recovery codes' }).click()
    await expectFits()
    await prove('New recovery codes', recoveryCodes[1])
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    recoveryCodes = await shownCodes()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes left.').waitFor()
  })

  it('turns it off', async () => {
    const { page } = zoe
    await page.getByRole('button', { name: 'Turn off' }).click()
    await expectFits()
    await prove('Turn off', 'AAAAA-AAAAA')
    await page.getByRole('alert').getByText('The code is wrong, used or expired.').waitFor()
    await prove('Turn off', recoveryCodes[0])
    await page.getByText('The second factor is off.').waitFor()
    await page.getByRole('button', { name: 'Turn on' }).waitFor()

    await logOut()
    await page.goto('/login')
    await logIn(zoe)
    await heading(page, `Hi ${zoe.name}`)
  })

  it('met nothing the browser complained about', () => {
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

/** Gives the password and a recovery code. */
async function prove(name: string, code = ''): Promise<void> {
  await form(name).getByLabel('Current password').fill(password)
  const change = form(name).getByRole('button', { name: 'Use a recovery code instead' })
  if (await change.isVisible()) await change.click()
  await form(name).getByLabel('Recovery code').fill(code)
  await form(name).getByRole('button', { name, exact: true }).click()
}

async function logOut(): Promise<void> {
  const { page } = zoe
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await page.getByRole('link', { name: 'Create account' }).waitFor()
}

async function expectFocus(place: Locator): Promise<void> {
  await place.waitFor()
  await expect.poll(() => place.evaluate((element) => element.matches(':focus'))).toBe(true)
}

/** No barrier, nothing wider than the narrowest of phones, and no button's words cut off. */
async function expectFits(): Promise<void> {
  const { page } = zoe
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  const labels = page.locator('.mantine-Button-label')
  const cut = await labels.evaluateAll((all) =>
    all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent),
  )
  expect(cut).toEqual([])
}

/** The German words are the longer ones. */
async function expectFitsInGerman(title: string): Promise<void> {
  const { page } = zoe
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: title }).waitFor()
  await expectFits()
  await page.getByRole('button', { name: 'English' }).click()
  await heading(page, 'Profile')
}
