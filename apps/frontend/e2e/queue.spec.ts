import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, logIn, navigate, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

const setRequests = '**/exercises/*/sets/*'
const RETRY_INTERVAL_MS = 5_000

let ida: Athlete
let guest: Athlete
let logPage: string

test.beforeAll(async ({ browser }) => {
  ida = await newAthlete(browser, uniqueName('ida'), narrowPhone)
  guest = await newAthlete(browser, uniqueName('guest'))
  await Promise.all([signUp(ida), signUp(guest)])
  await startSquats(ida.page)
  logPage = ida.page.url()
})

test.afterAll(() => Promise.all([ida.context.close(), guest.context.close()]))

/** Plans five sets of squats and opens the page that logs them. */
async function startSquats(page: Page): Promise<void> {
  await page.goto('/sessions/new')
  await page.getByLabel('Title').fill('Squats')
  await page.getByLabel('Day', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Add exercises' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('Box squat of mine')
  await dialog.getByRole('button', { name: /Use the name/ }).click()
  await dialog.getByRole('button', { name: 'Use name' }).click()
  await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
  const block = page.getByRole('group', { name: 'Box squat of mine, block 1' })
  await block.getByLabel(/Sets/).fill('5')
  await block.getByLabel(/Reps/).fill('5')
  await page.getByRole('button', { name: 'Save plan' }).click()
  await page.getByRole('link', { name: 'Start and log' }).click()
  await expect(page.getByRole('button', { name: 'Not now' })).toBeVisible()
}

const checkbox = (page: Page, number: number) =>
  page.getByRole('group', { name: `Box squat of mine, set ${number}` }).getByRole('checkbox')

/** Counts the sets stored on the server, apart from what this device shows. */
async function storedSets(page: Page): Promise<number> {
  const id = logPage.split('/').at(-2)
  const answer = await page.request.get(`/api/v1/sessions/${id}/log`)
  const { exercises } = (await answer.json()) as { exercises: { logged: unknown[] }[] }
  return exercises.flatMap(({ logged }) => logged).length
}

const expectStoredSets = (page: Page, count: number) =>
  expect.poll(() => storedSets(page), { timeout: 10_000 }).toBe(count)

const offlineNote = (page: Page) => page.getByRole('status').filter({ hasText: 'No connection' })

test.describe('sets logged offline', () => {
  test('are sent once the device is online, on any page', async () => {
    const { page, context } = ida
    await context.setOffline(true)
    await checkbox(page, 1).click()
    await checkbox(page, 2).click()
    await expect(offlineNote(page).getByText('2 sets are saved')).toBeVisible()

    await page.getByRole('link', { name: 'Today' }).click()
    await expectHeading(page, `Hi ${ida.name}`)
    await expect(offlineNote(page)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await context.setOffline(false)

    await expect(offlineNote(page)).toBeHidden()
    await expectStoredSets(page, 2)
  })

  test('are sent after a reload of another page', async () => {
    const { page } = ida
    await page.goto(logPage)
    await page.route(setRequests, (route) => route.abort())
    await checkbox(page, 3).click()
    await expect(offlineNote(page)).toBeVisible()
    await navigate(page, 'Exercises')
    await page.reload()
    await expect(offlineNote(page).getByText('1 set is saved')).toBeVisible()
    expect(await storedSets(page)).toBe(2)

    await page.unroute(setRequests)

    await expect(offlineNote(page)).toBeHidden()
    await expectStoredSets(page, 3)
  })

  test('trigger a warning before logging out', async () => {
    const { page } = ida
    await page.goto(logPage)
    await page.route(setRequests, (route) => route.abort())
    await checkbox(page, 4).click()
    await expect(offlineNote(page)).toBeVisible()
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('1 set has not reached the server yet')).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Back' }).click()
    await expect(offlineNote(page)).toBeVisible()
  })

  test("are never sent with another user's login", async () => {
    const { page, context } = ida
    const requests: string[] = []
    const other = await context.newPage()
    await context.clearCookies()
    await other.goto('/login')
    await logIn({ name: guest.name, page: other })
    await expectHeading(other, `Hi ${guest.name}`)
    context.on('request', (request) => {
      if (/\/sets\/\d/.test(request.url())) requests.push(request.url())
    })

    // The first tab does not know of the new login yet.
    await page.unroute(setRequests)
    await other.waitForTimeout(RETRY_INTERVAL_MS + 1_000)

    expect(requests).toEqual([])
    await other.reload()
    await expectHeading(other, `Hi ${guest.name}`)
    await expect(offlineNote(other)).toHaveCount(0)
    await other.getByRole('button', { name: /^Account of/ }).click()
    await other.getByRole('menuitem', { name: 'Log out' }).click()
    await expect(other.getByRole('link', { name: 'Create account' })).toBeVisible()
    expect(requests).toEqual([])
    await other.goto('/login')
    await logIn({ name: ida.name, page: other })
    await expectHeading(other, `Hi ${ida.name}`)
    await expectStoredSets(other, 4)
  })

  test('cause no browser errors', () => {
    expect(ida.complaints).toEqual([])
  })
})
