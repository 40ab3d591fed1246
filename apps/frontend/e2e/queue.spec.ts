import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { go, heading, logIn, signUp } from './steps.ts'

const run = Date.now().toString(36)
const sets = '**/exercises/*/sets/*'

let browser: Browser
let ida: Athlete
let guest: Athlete
let log: string

beforeAll(async () => {
  browser = await launchBrowser()
  ida = await newAthlete(browser, `ida${run}`, { viewport: { width: 320, height: 700 } })
  await signUp(ida)
  guest = await newAthlete(browser, `guest${run}`)
  await signUp(guest)
  await startSquats(ida.page)
  log = ida.page.url()
}, 90_000)

afterAll(async () => {
  await browser?.close()
})

/** Plans five sets of squats and begins them. */
async function startSquats(page: Page): Promise<void> {
  await page.goto('/sessions/new')
  await page.getByLabel('Title').fill('Squats')
  await page.getByLabel('Day').fill('')
  await page.getByRole('button', { name: 'Add exercises' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('Box squat of mine')
  await dialog.getByRole('button', { name: /name of your own/ }).click()
  await dialog.getByRole('button', { name: 'Choose it' }).click()
  await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
  const block = page.getByRole('group', { name: 'Box squat of mine, block 1' })
  await block.getByLabel(/Sets/).fill('5')
  await block.getByLabel(/Reps/).fill('5')
  await page.getByRole('button', { name: 'Save plan' }).click()
  await page.getByRole('link', { name: 'Start and log' }).click()
  await page.getByRole('button', { name: 'Not now' }).waitFor()
}

const box = (page: Page, number: number) =>
  page.getByRole('group', { name: `Box squat of mine, set ${number}` }).getByRole('checkbox')

/** How many sets the server has, whatever this device makes of it. */
async function setsThere(page: Page): Promise<number> {
  const id = log.split('/').at(-2)
  const answer = await page.request.get(`/api/v1/sessions/${id}/log`)
  const { exercises } = (await answer.json()) as { exercises: { logged: unknown[] }[] }
  return exercises.flatMap(({ logged }) => logged).length
}

const sign = (page: Page) => page.getByRole('status').filter({ hasText: 'No connection' })

describe('sets ticked without a network', { timeout: 60_000 }, () => {
  it('are sent once there is one, whatever page is open then', async () => {
    const { page, context } = ida
    await context.setOffline(true)
    await box(page, 1).click()
    await box(page, 2).click()
    await sign(page).getByText('2 sets are kept').waitFor()

    await page.getByRole('link', { name: 'Today' }).click()
    await heading(page, `Hi ${ida.name}`)
    await sign(page).waitFor()
    await expectAccessible(page)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true)
    await context.setOffline(false)

    await sign(page).waitFor({ state: 'hidden' })
    await expect.poll(() => setsThere(page)).toBe(2)
  })

  it('are sent after a reload of another page', async () => {
    const { page } = ida
    await page.goto(log)
    await page.route(sets, (route) => route.abort())
    await box(page, 3).click()
    await sign(page).waitFor()
    await go(page, 'Exercises')
    await page.reload()
    await sign(page).getByText('1 set is kept').waitFor()
    expect(await setsThere(page)).toBe(2)

    await page.unroute(sets)

    await sign(page).waitFor({ state: 'hidden' })
    await expect.poll(() => setsThere(page)).toBe(3)
  })

  it('are not lost by logging out without a word', async () => {
    const { page } = ida
    await page.goto(log)
    await page.route(sets, (route) => route.abort())
    await box(page, 4).click()
    await sign(page).waitFor()
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 set has not reached the server yet').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Back' }).click()
    await sign(page).waitFor()
  })

  it('are never sent with the login of somebody else', async () => {
    const { page, context } = ida
    const asked: string[] = []
    const other = await context.newPage()
    await context.clearCookies()
    await other.goto('/login')
    await logIn({ ...guest, page: other })
    await heading(other, `Hi ${guest.name}`)
    context.on('request', (request) => {
      if (/\/sets\/\d/.test(request.url())) asked.push(request.url())
    })

    // The first tab has still to notice.
    await page.unroute(sets)
    // Longer than between two attempts.
    await other.waitForTimeout(6_000)

    expect(asked).toEqual([])
    await other.reload()
    await heading(other, `Hi ${guest.name}`)
    expect(await sign(other).count()).toBe(0)
    await other.getByRole('button', { name: /^Account of/ }).click()
    await other.getByRole('menuitem', { name: 'Log out' }).click()
    await other.getByRole('link', { name: 'Create account' }).waitFor()
    expect(asked).toEqual([])
    await other.goto('/login')
    await logIn({ ...ida, page: other })
    await heading(other, `Hi ${ida.name}`)
    await expect.poll(() => setsThere(other), { timeout: 10_000 }).toBe(4)
  })

  it('met nothing the browser complained about', () => {
    expect(ida.complaints).toEqual([])
  })
})
