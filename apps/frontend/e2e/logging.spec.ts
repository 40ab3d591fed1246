import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { go, heading, logIn, signUp } from './steps.ts'

const berlin = { timeZone: 'Europe/Berlin' }

let browser: Browser
let ida: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  ida = await newAthlete(browser, `ida${Date.now().toString(36)}`, {
    viewport: { width: 320, height: 700 },
  })
  await signUp(ida)
}, 90_000)

afterAll(async () => {
  await browser?.close()
})

/** Plans a leg day for today: squats and lunges, two sets of five each. */
async function planLegs(page: Page, title: string) {
  await page.goto('/sessions/new')
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Day').fill(new Date().toLocaleDateString('sv-SE', berlin))
  await page.getByRole('button', { name: 'Add exercises' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['Box squat', 'Step up']) {
    await dialog.getByRole('searchbox').fill(`${name} of mine`)
    await dialog.getByRole('button', { name: /name of your own/ }).click()
    await dialog.getByRole('button', { name: 'Choose it' }).click()
  }
  await dialog.getByRole('button', { name: 'Add 2 exercises' }).click()
  for (const name of ['Box squat', 'Step up']) {
    const block = page.getByRole('group', { name: `${name} of mine, block 1` })
    await block.getByLabel(/Sets/).fill('2')
    await block.getByLabel(/Weight/).fill('60')
    await block.getByLabel(/Reps/).fill('5')
    await block.getByLabel(/Rest/).fill('90')
  }
  await page.getByRole('button', { name: 'Save plan' }).click()
  await heading(page, title)
}

const set = (page: Page, name: string, number: number) =>
  page.getByRole('group', { name: `${name} of mine, set ${number}` })

const tick = (page: Page, name: string, number: number) =>
  set(page, name, number).getByRole('checkbox').click()

const isTicked = (page: Page, name: string, number: number) =>
  set(page, name, number).getByRole('checkbox').getAttribute('aria-checked')

const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describe('a session while it is done', { timeout: 60_000 }, () => {
  it('is started, or not now', async () => {
    const { page } = ida
    await planLegs(page, 'Monday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await page.getByRole('button', { name: 'Not now' }).click()
    await heading(page, 'Monday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await page.getByRole('button', { name: 'Not now' }).waitFor()
    await expectAccessible(page)
    expect(await isNarrow(page)).toBe(true)
  })

  it('takes a set with one tap, counts the rest down and survives a reload', async () => {
    const { page } = ida
    await tick(page, 'Box squat', 1)
    await page
      .getByRole('timer')
      .getByText(/1:[0-3]\d/)
      .waitFor()
    await set(page, 'Box squat', 2).getByLabel(/RPE/).fill('9')
    await tick(page, 'Box squat', 2)
    await page.waitForResponse((answer) => answer.url().endsWith('/sets/1') && answer.ok())

    await page.reload()

    await expect.poll(() => isTicked(page, 'Box squat', 2)).toBe('true')
    expect(await set(page, 'Box squat', 2).getByLabel(/RPE/).inputValue()).toBe('9')
    await expectAccessible(page)
  })

  it('keeps a set while there is no connection and sends it later', async () => {
    const { page, context } = ida
    await context.setOffline(true)
    await tick(page, 'Step up', 1)
    await page.getByText('No connection: 1 set is kept').waitFor()
    await expectAccessible(page)
    expect(await isTicked(page, 'Step up', 1)).toBe('true')

    await context.setOffline(false)

    await page.getByText('No connection').waitFor({ state: 'hidden' })
    await page.reload()
    await expect.poll(() => isTicked(page, 'Step up', 1)).toBe('true')
  })

  it('goes on at another device, where another exercise takes a place', async () => {
    const tablet = await newAthlete(browser, ida.name)
    const { page } = tablet
    await page.goto('/login')
    await logIn(tablet)
    await page.getByRole('link', { name: 'Go on with Monday legs' }).click()
    await expect.poll(() => isTicked(page, 'Step up', 1)).toBe('true')
    await page.getByRole('button', { name: 'Actions for Step up of mine' }).click()
    await page.getByRole('menuitem', { name: 'Replace' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('Leg press of mine')
    await dialog.getByRole('button', { name: /name of your own/ }).click()
    await dialog.getByRole('button', { name: 'Choose it' }).click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByText('Replaced by Leg press of mine').waitFor()
    await page.getByText('Instead of Step up of mine').waitFor()
    const item = page.getByRole('listitem').filter({ hasText: 'Leg press of mine' }).last()
    await item.getByRole('button', { name: 'Add set' }).click()
    await set(page, 'Leg press', 1)
      .getByLabel(/Weight/)
      .fill('120')
    await set(page, 'Leg press', 1).getByLabel(/Reps/).fill('8')
    await tick(page, 'Leg press', 1)
    await page.waitForResponse((answer) => answer.url().endsWith('/sets/0') && answer.ok())
    expect(tablet.complaints).toEqual([])
    await tablet.context.close()
  })

  it('is finished with what was logged, planned and done beside each other', async () => {
    const { page } = ida
    await page.reload()
    await expect.poll(() => isTicked(page, 'Leg press', 1)).toBe('true')
    await page.getByRole('button', { name: /^Finish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()

    await page.getByText('Well done!').waitFor()
    await page.getByText('Replaced · 100% of plan').waitFor()
    await page.getByText('120 kg × 8').waitFor()
    await page.getByText(/planned: 1,200 kg/).waitFor()
    await expectAccessible(page)
    expect(await isNarrow(page)).toBe(true)
  })

  it('shows what was done last time, and takes it where a number is left open', async () => {
    const { page } = ida
    await planLegs(page, 'Thursday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await page
      .getByText(/Last time, .*: 60 kg × 5/)
      .first()
      .waitFor()
    const second = set(page, 'Box squat', 2)
    await second.getByLabel(/Weight/).fill('')
    expect(await second.getByLabel(/Weight/).getAttribute('placeholder')).toBe('60')
    await tick(page, 'Box squat', 2)
    await expect.poll(() => second.getByLabel(/Weight/).inputValue()).toBe('60')
    await page.getByRole('button', { name: 'Actions for Step up of mine' }).click()
    await page.getByRole('menuitem', { name: 'Leave out' }).click()
    await page.getByText('Left out').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^Finish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()
    await page.getByText('Well done!').waitFor()
    await page.getByText('50% of plan').first().waitFor()
    await page.getByText('Not done').first().waitFor()
  })

  it('is charted beside what was planned', async () => {
    const { page } = ida
    await go(page, 'Progress')
    await page.getByText('grey: planned').waitFor()
    await page.getByText('Show as table').click()
    await page.getByText('planned: 2,400 kg').first().waitFor()
    await expectAccessible(page)
    expect(await isNarrow(page)).toBe(true)
  })

  it('met nothing the browser complained about', () => {
    expect(ida.complaints).toEqual([])
  })
})
