import { readFile } from 'node:fs/promises'

import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectSoundStructure } from './accessibility.ts'
import { type Athlete, desktop, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

const FILE = [
  'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Squat (Barbell)",1,100.0,5,0,0,,,8',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Squat (Barbell)",Rest Timer,0,0,0,120,,,',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Zercher walk",1,60.0,5,0,0,,,',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Zercher walk",2,NaN,5,0,0,,,',
].join('\n')

const WORKOUTS = 600
const API = '**/api/v1/**'
const ME = '**/api/v1/users/me'
const LIST = '**/api/v1/imports'
const COMMIT = '**/api/v1/imports/*/commit'
const PROGRESS = '**/api/v1/imports/*/progress'
const STARTED = { step: 'waiting', done: 0, total: 0 }
const WRITING = { step: 'writing', done: 200, total: 600 }
const INTERRUPTED = { code: 'INTERRUPTED', message: 'The server stopped during the import.' }

/** Uploads a file of one workout a day. */
async function previewYears(page: Page, name: string, year = 2020): Promise<void> {
  const [heading = ''] = FILE.split('\n')
  const rows = Array.from({ length: WORKOUTS }, (_, index) => {
    const day = new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)
    return `${day} 18:00:00,"Leg day",1h 5m,"Squat (Barbell)",1,100.0,5,0,0,,,8`
  })
  const buffer = Buffer.from([heading, ...rows].join('\n'))
  await page.goto('/imports')
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByLabel('Weights are in').selectOption('Kilograms')
}

/** Shows the page a commit that goes on, however fast the server is. */
async function holdProgress(page: Page) {
  await page.route(PROGRESS, (route) => route.fulfill({ json: WRITING }))
  await page.route(LIST, async (route) => {
    const response = await route.fetch()
    const { items } = (await response.json()) as { items: object[] }
    const [latest, ...others] = items
    const running = { ...latest, status: 'open', progress: WRITING }
    await route.fulfill({ response, json: { items: [running, ...others] } })
  })
  return {
    async offline() {
      await page.route(API, (route) => route.abort('internetdisconnected'))
      await page.unroute(LIST)
      await page.unroute(PROGRESS)
    },
    online: () => page.unroute(API),
  }
}

let ivy: Athlete

test.beforeAll(async ({ browser }) => {
  ivy = await newAthlete(browser, uniqueName('ivy'), desktop)
  await signUp(ivy)
})

test.afterAll(() => ivy.context.close())

test.describe('an athlete who switches from another app', () => {
  test('previews the file, answers its questions and imports it', async () => {
    const { page } = ivy
    await page.goto('/profile')
    await page.getByRole('link', { name: 'Import history' }).click()
    await expectHeading(page, 'Import')
    await expectSoundStructure(page)

    const file = { name: 'strong.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('rowheader', { name: 'Sessions' })).toBeVisible()
    await page.getByText('1 row needs a look').click()
    await expect(page.getByText('This is not a number')).toBeVisible()
    const commit = page.getByRole('button', { name: 'Import 1 session' })
    await expect(commit).toBeDisabled()
    await page.getByLabel('Weights are in').selectOption('Kilograms')
    await page.getByRole('button', { name: 'Search an exercise for Zercher walk' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('zercher')
    await dialog.getByRole('button', { name: /^Zercher Squat/ }).click()
    await expect(page.getByLabel('Zercher walk becomes').locator('option:checked')).toHaveText(
      'Zercher Squat',
    )
    await page.getByLabel('Zercher walk becomes').selectOption('A new exercise of mine')
    await expectAccessible(page)
    await commit.click()

    await expect(page.getByText('1 sessions with 2 sets are in your history.')).toBeVisible()
    await expect(page.getByText('Imported sessions earn no points')).toBeVisible()
    await page.getByRole('link', { name: 'See them' }).click()
    await expect(page.getByText('Leg day')).toBeVisible()
  })

  test('updates a session that has changed in a later file', async () => {
    const { page } = ivy
    await page.goto('/imports')
    const later = FILE.replaceAll('Leg day', 'Leg day A').replace('1h 5m', '13h 45m')
    const file = { name: 'later.csv', mimeType: 'text/csv', buffer: Buffer.from(later) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByLabel('Weights are in').selectOption('Kilograms')
    const update = page.getByRole('button', { name: /^Update/ })
    await expect(update).toBeDisabled()
    await page.getByRole('switch', { name: 'Leg day → Leg day A' }).click()
    await expect(update).toBeDisabled()
    await page
      .getByLabel('Workouts of more than 5 hours (13h 45m)')
      .selectOption('They were that long')
    await expectAccessible(page)
    await update.click()

    await expect(page.getByText('1 session is updated.')).toBeVisible()
    await page.getByRole('link', { name: 'See them' }).click()
    await expect(page.getByText('Leg day A')).toBeVisible()
  })

  test('exports the history as a file', async () => {
    const { page } = ivy
    await page.goto('/profile')
    const downloadStarted = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export sets (CSV)' }).click()
    const download = await downloadStarted

    expect(download.suggestedFilename()).toBe('fitvibe-history.csv')
    expect(await readFile(await download.path(), 'utf8')).toContain('Zercher walk')
  })

  test('undoes the import', async () => {
    const { page } = ivy
    await page.goto('/imports')
    await page.getByRole('button', { name: 'Undo strong.csv' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('1 sessions deleted, 0 changed ones kept.')).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByText('No sessions yet')).toBeVisible()
  })

  test('follows an import that goes on while its page is reloaded or offline', async () => {
    const { page, context } = ivy
    await previewYears(page, 'years.csv')
    const release = await holdProgress(page)
    await page.getByRole('button', { name: `Import ${WORKOUTS} sessions` }).click()
    const bar = page.getByRole('status').filter({ hasText: '200 of 600 sessions written' })
    await expect(bar.getByText('You can leave this page; the import goes on.')).toBeVisible()

    await page.reload()
    await expect(bar.getByRole('progressbar')).toBeVisible()
    await expectAccessible(page)
    await release.offline()
    await context.setOffline(true)
    await expect(bar.getByText('The server goes on with the import')).toBeVisible()
    await context.setOffline(false)
    await release.online()

    await expect(page.getByRole('button', { name: 'Undo years.csv' })).toBeVisible()
    await expect(page.getByText(`Imported · today · Sessions: ${WORKOUTS}`)).toBeVisible()
    await expect(bar).toBeHidden()
  })

  test('starts an import again that the server has interrupted', async () => {
    const { page } = ivy
    await previewYears(page, 'more.csv', 2024)
    const progress = { step: 'failed', done: 200, total: 600, problem: INTERRUPTED }
    await page.route(COMMIT, (route) => route.fulfill({ status: 202, json: STARTED }))
    await page.route(PROGRESS, (route) => route.fulfill({ json: progress }))
    let lost = 0
    await page.route(ME, (route) => {
      lost += 1
      return route.abort('internetdisconnected')
    })
    const commit = page.getByRole('button', { name: `Import ${WORKOUTS} sessions` })
    await commit.click()
    await expect(page.getByRole('alert').getByText(INTERRUPTED.message)).toBeVisible()
    // The page stays although the profile cannot be fetched again, at the third attempt either.
    await expect.poll(() => lost).toBe(3)
    await expect(commit).toBeEnabled()

    await page.unroute(ME)
    await page.unroute(COMMIT)
    await page.unroute(PROGRESS)
    await commit.click()

    await expect(
      page.getByText(`${WORKOUTS} sessions with ${WORKOUTS} sets are in your history.`),
    ).toBeVisible()
  })

  test('causes no browser errors', () => {
    expect(ivy.complaints).toEqual([])
  })
})
