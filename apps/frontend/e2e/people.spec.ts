import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, desktop, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

// A second run after a failure needs other names.
const NORA = uniqueName('nora')
const OLAF = uniqueName('olaf')

let nora: Athlete
let olaf: Athlete
let moderator: Athlete

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  nora = await newAthlete(browser, NORA, desktop)
  olaf = await newAthlete(browser, OLAF, narrowPhone)
  moderator = await newAthlete(browser, uniqueName('moderator'), desktop)
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
    await page.getByRole('button', { name: `Account of ${OLAF}` }).click()
    await page.getByRole('menuitem', { name: 'People' }).click()
    await expectHeading(page, 'People')
    await expect(page.getByText('You do not follow anyone yet')).toBeVisible()
    await expectSoundAndFitting(page)

    await page.getByLabel('Find people by username').fill('nor')
    await expect(page.getByText('Nobody found')).toBeVisible()
    await page.getByLabel('Find people by username').fill(NORA)
    await page.getByRole('button', { name: `Ask to follow ${NORA}` }).click()
    await expect(
      page.getByRole('button', { name: `Withdraw the request to ${NORA}` }),
    ).toBeVisible()
    await expectAccessibleAndFitting(page)

    await page.getByRole('link', { name: NORA }).click()
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
    await page.getByRole('button', { name: `Accept ${OLAF}` }).click()
    await expect(page.getByText('Follow requests')).toHaveCount(0)
    await page.getByText('Followers', { exact: true }).click()
    await expect(page.getByRole('button', { name: `Ask to follow ${OLAF}` })).toBeVisible()

    const id = await logSession(page, 'Hill sprints', { notes: 'Left knee hurts' })
    await page.goto(`/sessions/${id}`)
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

    await page.goto(`/people/${NORA}`)
    await expect(page.getByText('1 follower')).toBeVisible()
    await expectSoundAndFitting(page)
  })

  test('share notes only on purpose', async () => {
    const session = `/feed/${new URL(nora.page.url()).pathname.split('/').at(-1)}`
    await olaf.page.goto(session)
    await expectHeading(olaf.page, 'Hill sprints')
    await expect(olaf.page.getByText('Left knee hurts')).toHaveCount(0)

    await nora.page.getByLabel('Share notes').click()
    await expect(nora.page.getByText('Saved.')).toBeVisible()
    await expectSoundAndFitting(nora.page)
    await olaf.page.reload()
    await expect(olaf.page.getByText('Left knee hurts')).toBeVisible()
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
    // The server may know the role of a login for 15 s.
    await expect(async () => {
      await page.goto('/reports')
      await expect(page.getByText('Sprints downhill')).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 30_000 })
    await expectHeading(page, 'Reports')
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

test.describe('a public exercise', () => {
  test('can be reported and hidden', async () => {
    const body = { name: 'Shakes at evil.example', isPublic: true }
    await callApi(nora.page, 'POST', '/exercises', body)
    const { page } = olaf
    await page.goto('/exercises')
    await page.getByRole('searchbox').fill('Shakes at evil')
    await openMenu(page, body.name)
    await page.getByRole('menuitem', { name: 'Report' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send report' }).click()
    await expect(page.getByText('Reported.')).toBeVisible()

    await moderator.page.goto('/reports')
    await expect(
      moderator.page.getByText(`Exercise “Shakes at evil.example” by ${NORA}`),
    ).toBeVisible()
    await moderator.page.getByLabel('Reason').fill('Advertises a shop')
    await moderator.page.getByRole('button', { name: 'Hide exercise' }).click()
    await expect(moderator.page.getByText('No reports here')).toBeVisible()
    await page.reload()
    await page.getByRole('searchbox').fill('Shakes at evil')
    await expect(page.getByText(body.name)).toHaveCount(0)
  })
})

test.describe('a profile that is private again', () => {
  test('can remove all its followers', async () => {
    const { page } = nora
    await page.goto('/profile')
    await page.getByRole('button', { name: 'Remove all followers' }).click()
    await expectAccessibleAndFitting(page)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove all followers' }).click()
    await expect(page.getByText('Nobody follows you now.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove all followers' })).toHaveCount(0)
  })
})

test.describe('blocking', () => {
  test('hides the blocked user, and can be undone', async () => {
    const { page } = olaf
    await page.goto(`/people/${NORA}`)
    await openMenu(page, NORA)
    await page.getByRole('menuitem', { name: `Block ${NORA}` }).click()
    await expectAccessibleAndFitting(page)
    await page.getByRole('button', { name: 'Block', exact: true }).click()
    await expectHeading(page, 'People')
    await expect(page.getByText('You do not follow anyone yet')).toBeVisible()
    await page.goto(`/people/${NORA}`)
    await expect(page.getByText('No athlete with this name.')).toBeVisible()

    await page.goto('/profile')
    await page.getByRole('button', { name: `Unblock ${NORA}` }).click()
    await expect(page.getByText('You have not blocked anyone.')).toBeVisible()
  })

  test('causes no browser errors', () => {
    expect([nora, olaf, moderator].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
