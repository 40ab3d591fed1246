import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { heading, signUp } from './steps.ts'

let browser: Browser
let nora: Athlete
let olaf: Athlete
let mod: Athlete

const wide = { viewport: { width: 1_200, height: 900 } }

beforeAll(async () => {
  browser = await launchBrowser()
  nora = await newAthlete(browser, 'nora', wide)
  olaf = await newAthlete(browser, 'olaf', { viewport: { width: 320, height: 640 } })
  mod = await newAthlete(browser, 'moderator', wide)
  for (const athlete of [nora, olaf, mod]) await signUp(athlete)
  await grant(mod.name)
}, 180_000)

afterAll(() => browser.close())

/** Makes somebody an administrator, as the one who runs the site would. */
async function grant(username: string): Promise<void> {
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const env = { ...process.env, FITVIBE_DATA_DIR: inject('dataDir') }
  await promisify(execFile)('npm', ['run', 'admin', '--', 'grant', username], { cwd, env })
}

/** Logs a session that has just been done. */
async function log(page: Page, title: string): Promise<string> {
  return page.evaluate(async (title) => {
    const token = await (await fetch('/api/v1/auth/csrf')).json()
    const answer = await fetch('/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token.csrfToken },
      body: JSON.stringify({
        title,
        exercises: [{ name: 'Squat', planned: { sets: 3, reps: 5, load: 100 } }],
        completed: { durationSec: 1800 },
      }),
    })
    return (await answer.json()).id as string
  }, title)
}

/** Accessible, and nowhere wider than the screen. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  const { width } = page.viewportSize() ?? { width: 0 }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
}

const openMenu = (page: Page, name: string) =>
  page.getByRole('button', { name: `Actions for ${name}` }).click()

describe('two who train together', () => {
  it('find each other: a private profile by its whole name, by request', async () => {
    const { page } = olaf
    await page.getByRole('button', { name: 'Account of olaf' }).click()
    await page.getByRole('menuitem', { name: 'People' }).click()
    await heading(page, 'People')
    await page.getByText('You follow nobody yet').waitFor()
    await expectGood(page)

    await page.getByLabel('Find people by username').fill('nor')
    await page.getByText('Nobody found').waitFor()
    await page.getByLabel('Find people by username').fill('nora')
    await page.getByRole('button', { name: 'Ask to follow nora' }).click()
    await page.getByRole('button', { name: 'Withdraw the request to nora' }).waitFor()
    await expectGood(page)

    await page.getByRole('link', { name: 'nora' }).click()
    await page.getByText('Private profile').waitFor()
    await expectGood(page)
  })

  it('the other is told, accepts, and shares with followers', async () => {
    const { page } = nora
    await page.reload()
    await page.getByRole('button', { name: '1 request to follow you' }).click()
    await page.getByRole('menuitem', { name: 'People' }).click()
    await page.getByText('Asking to follow you').waitFor()
    await expectGood(page)
    await page.getByRole('button', { name: 'Accept olaf' }).click()
    await page.getByText('Asking to follow you').waitFor({ state: 'detached' })
    await page.getByText('Followers', { exact: true }).click()
    await page.getByRole('button', { name: 'Ask to follow olaf' }).waitFor()

    await page.goto(`/sessions/${await log(page, 'Hill sprints')}`)
    await page.getByLabel('Who sees it').selectOption('My followers')
    await page.getByText('Your followers see it now.').waitFor()
    await expectGood(page)
  })

  it('see in the feed what the other shares, and hide what they do not want', async () => {
    const { page } = olaf
    await page.goto('/feed')
    await page.getByText('Following', { exact: true }).click()
    await page.getByRole('link', { name: /Hill sprints/ }).waitFor()
    await expectGood(page)
    await openMenu(page, 'Hill sprints')
    await page.getByRole('menuitem', { name: 'Hide from my feed' }).click()
    await page.getByText('Nothing from those you follow').waitFor()
    await expectGood(page)

    await page.goto('/people/nora')
    await page.getByText('1 follower').waitFor()
    await expectGood(page)
  })

  it('report what is wrong', async () => {
    const { page } = olaf
    const id = await nora.page.evaluate(() => location.pathname.split('/').at(-1))
    await page.goto(`/feed/${id}`)
    await openMenu(page, 'Hill sprints')
    await page.getByRole('menuitem', { name: 'Report' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What is wrong with it?').selectOption('Dangerous advice')
    await dialog.getByLabel('More about it (optional)').fill('Sprints downhill')
    await expectGood(page)
    await dialog.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Reported.').waitFor()
  })
})

describe('an administrator', () => {
  it('decides on a report, which its owner and the reporter are told', async () => {
    const { page } = mod
    await page.goto('/reports')
    await heading(page, 'Reports')
    await page.getByText('Sprints downhill').waitFor()
    await expectGood(page)
    await page.getByLabel('Why').fill('Not safe')
    await page.getByRole('button', { name: 'Hide session' }).click()
    await page.getByText('No reports here').waitFor()
    await page.getByLabel('Which reports').selectOption('Session hidden')
    await page.getByText('Decision: Not safe').waitFor()
    await expectGood(page)

    await nora.page.reload()
    await nora.page.getByText('Reason: Not safe').waitFor()
    await expectGood(nora.page)
    await olaf.page.goto('/profile')
    await olaf.page.getByText('Acted on').waitFor()
    await expectGood(olaf.page)
  })

  it('has a page that nobody else has', async () => {
    await nora.page.goto('/reports')

    await heading(nora.page, 'Page not found')
  })
})

describe('somebody who has had enough', () => {
  it('blocks the other, who is gone then, and takes it back', async () => {
    const { page } = olaf
    await page.goto('/people/nora')
    await openMenu(page, 'nora')
    await page.getByRole('menuitem', { name: 'Block nora' }).click()
    await expectGood(page)
    await page.getByRole('button', { name: 'Block', exact: true }).click()
    await heading(page, 'People')
    await page.getByText('You follow nobody yet').waitFor()
    await page.goto('/people/nora')
    await page.getByText('There is nobody of this name to be seen.').waitFor()

    await page.goto('/profile')
    await page.getByRole('button', { name: 'Unblock nora' }).click()
    await page.getByText('You block nobody.').waitFor()
  })

  it('met nothing the browser complained about', () => {
    expect([nora, olaf, mod].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
