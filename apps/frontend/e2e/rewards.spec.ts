import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { go, heading, signUp } from './steps.ts'

const run = Date.now().toString(36)

let browser: Browser
let mia: Athlete
let tom: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  mia = await newAthlete(browser, `mia${run}`, { viewport: { width: 320, height: 640 } })
  tom = await newAthlete(browser, `tom${run}`)
  await signUp(mia)
  await signUp(tom)
}, 120_000)

afterAll(async () => {
  await browser?.close()
})

/** Nothing to scroll sideways for on the narrowest phone. */
const expectNarrow = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

/** Calls the API as the page would. */
const send = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const token = await fetch('/api/v1/auth/csrf')
      const { csrfToken } = (await token.json()) as { csrfToken: string }
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
        ...(body && { body: JSON.stringify(body) }),
      })
      return answer.status
    },
    { method, path, body },
  )

const shoot = (page: Page, name: string) => {
  const folder = process.env['SCREENSHOTS']
  return folder ? page.screenshot({ path: `${folder}/${name}.png`, fullPage: true }) : undefined
}

describe('an athlete who keeps at it', { timeout: 90_000 }, () => {
  it('sees how a streak begins', async () => {
    const { page } = mia
    await page.getByRole('heading', { name: 'Weeks in a row' }).waitFor()
    await page.getByText('Plan a week and do what you planned', { exact: false }).waitFor()
    await expectNarrow(page)
    await expectAccessible(page)
  })

  it('earns a badge with her first session', async () => {
    const { page } = mia
    await page.goto('/sessions/log')
    await page.getByLabel('Title').fill('Spontaneous plank')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('plank')
    await dialog.getByRole('button', { name: /Plank/ }).first().click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByRole('button', { name: 'Save session' }).click()

    await page.getByText('New badge').waitFor()
    await page.getByText('First session', { exact: true }).waitFor()
    await expectNarrow(page)
    await expectAccessible(page)
    await shoot(page, 'cheer-320')
    await page.getByRole('link', { name: 'All badges' }).click()
  })

  it('reads why, and how far she is', async () => {
    const { page } = mia
    await heading(page, 'Badges')
    await page.getByText(/Earned on .* with “Spontaneous plank”/).waitFor()
    await page.getByText('weeks: 1 of 12').waitFor()
    await page.getByText('1 of 13 earned').waitFor()
    await expectNarrow(page)
    await expectAccessible(page)
    await shoot(page, 'badges-320')
    await page.getByRole('link', { name: 'See “Spontaneous plank”' }).click()
    await heading(page, 'Spontaneous plank')

    await page.goto('/')
    await page.getByText('week in a row', { exact: true }).waitFor()
    await page.getByText('you trained: it counts', { exact: false }).waitFor()
    await shoot(page, 'home-320')
  })

  it('takes part in the leaderboard, or does not', async () => {
    const { page } = mia
    await page.goto('/points')
    await expectNarrow(page)
    await page.getByRole('link', { name: 'Leaderboard' }).click()
    await page.getByText('You do not take part', { exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('switch', { name: 'Take part' }).click()
    await page.getByText('You take part now.').waitFor()
    await page.getByText('Only you so far').waitFor()
    await expectNarrow(page)
    await shoot(page, 'leaderboard-alone-320')

    expect(
      await send(tom.page, 'PUT', '/users/me', { visibility: 'public', onLeaderboard: true }),
    ).toBe(200)
    expect(await send(page, 'PUT', `/people/${tom.name}/follow`)).toBe(200)
    await page.getByLabel('Period').selectOption('month')
    await page.getByRole('row', { name: new RegExp(tom.name) }).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(3)
    await expectNarrow(page)
    await expectAccessible(page)
    await shoot(page, 'leaderboard-320')

    await page.getByRole('switch', { name: 'Take part' }).click()
    await page.getByText('You do not take part', { exact: true }).waitFor()
    expect(await page.getByText(tom.name).count()).toBe(0)
    expect(mia.complaints).toEqual([])
  })

  it('keeps at it in German, too', async () => {
    const { page } = mia
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await heading(page, 'Rangliste')
    await go(page, 'Punkte')
    await page.getByRole('link', { name: 'Abzeichen' }).click()
    await heading(page, 'Abzeichen')
    await page.getByText('Erste Einheit', { exact: true }).waitFor()
    await page.getByText('Wochen: 1 von 12').waitFor()
    await expectAccessible(page)
    await shoot(page, 'badges-de')
    await page.goto('/')
    await page.getByText('Woche in Folge', { exact: true }).waitFor()
    await shoot(page, 'home-de')
  })
})
