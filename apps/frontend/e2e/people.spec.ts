import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { logSession } from './api.ts'
import { type Athlete, desktop, narrowPhone, newAthlete } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let nora: Athlete
let olaf: Athlete
let moderator: Athlete

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  nora = await newAthlete(browser, 'nora', desktop)
  olaf = await newAthlete(browser, 'olaf', narrowPhone)
  moderator = await newAthlete(browser, 'moderator', desktop)
  await Promise.all([nora, olaf, moderator].map((athlete) => signUp(athlete)))
  await grantAdmin(moderator.name)
})

test.afterAll(() => Promise.all([nora, olaf, moderator].map(({ context }) => context.close())))

/** Makes a user an administrator with the command that operators use. */
async function grantAdmin(username: string): Promise<void> {
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const env = { ...process.env, FITVIBE_DATA_DIR: process.env['SERVER_DATA_DIR'] }
  await promisify(execFile)('npm', ['run', 'admin', '--', 'grant', username], { cwd, env })
}

/** For pages that `accessibility.spec.ts` checks in both colour schemes. */
async function expectSoundAndFitting(page: Page): Promise<void> {
  await expectSoundStructure(page)
  await expectNoSidewaysScroll(page)
}

async function expectAccessibleAndFitting(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

const openMenu = (page: Page, name: string) =>
  page.getByRole('button', { name: `Actions for ${name}` }).click()

test.describe('two athletes who train together', () => {
  test('find a private profile by its full name and ask to follow it', async () => {
    const { page } = olaf
    await page.getByRole('button', { name: 'Account of olaf' }).click()
    await page.getByRole('menuitem', { name: 'People' }).click()
    await expectHeading(page, 'People')
    await expect(page.getByText('You do not follow anyone yet')).toBeVisible()
    await expectSoundAndFitting(page)

    await page.getByLabel('Find people by username').fill('nor')
    await expect(page.getByText('Nobody found')).toBeVisible()
    await page.getByLabel('Find people by username').fill('nora')
    await page.getByRole('button', { name: 'Ask to follow nora' }).click()
    await expect(page.getByRole('button', { name: 'Withdraw the request to nora' })).toBeVisible()
    await expectAccessibleAndFitting(page)

    await page.getByRole('link', { name: 'nora' }).click()
    await expect(page.getByText('Private profile')).toBeVisible()
    await expectSoundAndFitting(page)
  })

  test('notify the other, who accepts and shares with followers', async () => {
    const { page } = nora
    await page.reload()
    await page.getByRole('button', { name: '1 request to follow you' }).click()
    await page.getByRole('menuitem', { name: 'People' }).click()
    await expect(page.getByText('Follow requests')).toBeVisible()
    await expectSoundAndFitting(page)
    await page.getByRole('button', { name: 'Accept olaf' }).click()
    await expect(page.getByText('Follow requests')).toHaveCount(0)
    await page.getByText('Followers', { exact: true }).click()
    await expect(page.getByRole('button', { name: 'Ask to follow olaf' })).toBeVisible()

    await page.goto(`/sessions/${await logSession(page, 'Hill sprints')}`)
    await page.getByLabel('Who sees it').selectOption('My followers')
    await expect(page.getByText('Your followers see it now.')).toBeVisible()
    await expectSoundAndFitting(page)
  })

  test("see each other's shared sessions in the feed and hide some", async () => {
    const { page } = olaf
    await page.goto('/feed')
    await page.getByText('Following', { exact: true }).click()
    await expect(page.getByRole('link', { name: /Hill sprints/ })).toBeVisible()
    await expectSoundAndFitting(page)
    await openMenu(page, 'Hill sprints')
    await page.getByRole('menuitem', { name: 'Hide from my feed' }).click()
    await expect(page.getByText('Nothing from people you follow')).toBeVisible()
    await expectAccessibleAndFitting(page)

    await page.goto('/people/nora')
    await expect(page.getByText('1 follower')).toBeVisible()
    await expectSoundAndFitting(page)
  })

  test('report a session', async () => {
    const { page } = olaf
    const id = new URL(nora.page.url()).pathname.split('/').at(-1)
    await page.goto(`/feed/${id}`)
    await openMenu(page, 'Hill sprints')
    await page.getByRole('menuitem', { name: 'Report' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What is wrong?').selectOption('Dangerous advice')
    await dialog.getByLabel('More about it (optional)').fill('Sprints downhill')
    await expectAccessibleAndFitting(page)
    await dialog.getByRole('button', { name: 'Send report' }).click()
    await expect(page.getByText('Reported.')).toBeVisible()
  })
})

test.describe('an administrator', () => {
  test('decides on a report and notifies the athlete and the reporter', async () => {
    const { page } = moderator
    await page.goto('/reports')
    await expectHeading(page, 'Reports')
    await expect(page.getByText('Sprints downhill')).toBeVisible()
    await expectAccessibleAndFitting(page)
    await page.getByLabel('Reason').fill('Not safe')
    await page.getByRole('button', { name: 'Hide session' }).click()
    await expect(page.getByText('No reports here')).toBeVisible()
    await page.getByLabel('Which reports').selectOption('Session hidden')
    await expect(page.getByText('Decision: Not safe')).toBeVisible()
    await expectAccessibleAndFitting(page)

    await nora.page.reload()
    await expect(nora.page.getByText('Reason: Not safe')).toBeVisible()
    await expectAccessibleAndFitting(nora.page)
    await olaf.page.goto('/profile')
    await expect(olaf.page.getByText('Action taken')).toBeVisible()
    await expectAccessibleAndFitting(olaf.page)
  })

  test('has a page that other users cannot open', async () => {
    await nora.page.goto('/reports')

    await expectHeading(nora.page, 'Page not found')
  })
})

test.describe('blocking', () => {
  test('hides the blocked user, and can be undone', async () => {
    const { page } = olaf
    await page.goto('/people/nora')
    await openMenu(page, 'nora')
    await page.getByRole('menuitem', { name: 'Block nora' }).click()
    await expectAccessibleAndFitting(page)
    await page.getByRole('button', { name: 'Block', exact: true }).click()
    await expectHeading(page, 'People')
    await expect(page.getByText('You do not follow anyone yet')).toBeVisible()
    await page.goto('/people/nora')
    await expect(page.getByText('No athlete with this name.')).toBeVisible()

    await page.goto('/profile')
    await page.getByRole('button', { name: 'Unblock nora' }).click()
    await expect(page.getByText('You have not blocked anyone.')).toBeVisible()
  })

  test('causes no browser errors', () => {
    expect([nora, olaf, moderator].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
