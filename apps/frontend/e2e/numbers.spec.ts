import { expect, type Page, type Request, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, logIn, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let nora: Athlete
let otto: Athlete

test.beforeAll(async ({ browser }) => {
  nora = await newAthlete(browser, uniqueName('nora'))
  otto = await newAthlete(browser, uniqueName('otto'))
  await Promise.all([signUp(nora), signUp(otto)])
})

test.afterAll(() => Promise.all([nora.context.close(), otto.context.close()]))

/** Three hundred repetitions with 100 kg: 30,000 kg. */
const heavy = {
  exercises: [{ name: 'Squat', planned: { sets: 10, reps: 30, load: 100 } }],
  completed: { durationSec: 3_600 },
}

const tile = (page: Page, label: string) =>
  page.locator('.fvStat').filter({ hasText: label }).locator('.fvStatValue').first()

/** The labels of both axes, and those that reach beyond the drawing. */
async function axisOf(page: Page) {
  const chart = page.locator('.recharts-surface').first()
  const labels = page.locator('.recharts-cartesian-axis-tick-value')
  await expect(labels.first()).toBeVisible()
  const { x = 0, width = 0 } = (await chart.boundingBox()) ?? {}
  const found = await labels.all()
  const boxes = await Promise.all(found.map((label) => label.boundingBox()))
  return {
    texts: await Promise.all(found.map((label) => label.textContent())),
    cutOff: boxes.filter((box) => !box || box.x < x || box.x + box.width > x + width),
  }
}

test.describe('numbers of tens of thousands', () => {
  test.beforeAll(async () => {
    await logSession(nora.page, 'Heavy', heavy)
    await logSession(nora.page, 'Heavy again', heavy)
  })

  for (const [language, most] of [
    ['en', '60,000'],
    ['de', '60.000'],
  ] as const) {
    for (const width of [320, 390, 1_280]) {
      test(`are whole on the axis of the chart: ${language}, ${width} px`, async () => {
        const { page } = nora
        await page.setViewportSize({ width, height: 800 })
        await page.goto('/progress')
        await chooseLanguage(page, language)
        await expect(page.getByText(most, { exact: true })).toBeVisible()

        // The chart is drawn again in another language: an old label has no box.
        await expect(async () => {
          const { texts, cutOff } = await axisOf(page)
          expect(texts).toContain(most)
          expect(cutOff).toEqual([])
        }).toPass({ timeout: 5_000 })
        await expectNoSidewaysScroll(page)
      })
    }
  }
})

test.describe('a history of 2021', () => {
  test.beforeAll(async () => {
    for (const day of ['2021-03-01', '2021-05-03'])
      await logSession(otto.page, 'Long ago', {
        completed: { completedAt: `${day}T17:00:00Z`, durationSec: 1_800 },
      })
  })

  test('is found from the latest weeks, which are empty', async () => {
    const { page } = otto
    await page.goto('/progress')
    await expect(page.getByText('Your last training was on 3 May 2021.')).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Show all time' }).click()

    await expect(page.getByText(/^1 March 2021 – /)).toBeVisible()
    await expect(tile(page, 'Sessions')).toHaveText('2')
    await expect(page.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  })

  test('is summed up over days of the own choice', async () => {
    const { page } = otto
    await page.getByLabel('Period').selectOption('Choose days')
    await page.getByLabel('From', { exact: true }).fill('2021-02-01')
    await page.getByLabel('To', { exact: true }).fill('2021-03-31')

    await expect(page.getByText('1 February 2021 – 31 March 2021')).toBeVisible()
    await expect(tile(page, 'Sessions')).toHaveText('1')
    await expectAccessible(page)
  })
})

test('more sessions than planned are counted without nonsense', async () => {
  const { page } = otto
  for (const title of ['First', 'Second']) {
    const plannedFor = new Date().toISOString()
    const exercises = [{ name: 'Squat', planned: { sets: 3, reps: 5, load: 100 } }]
    const body = { title, plannedFor, exercises }
    const { id } = await callApi<{ id: string }>(page, 'POST', '/sessions', body)
    await callApi(page, 'PATCH', `/sessions/${id}/complete`, { durationSec: 1_800 })
  }
  await logSession(page, 'Third')

  await page.goto('/')

  await expect(page.getByText('This week: 3 done, 2 planned', { exact: true })).toBeVisible()
})

test('the profile has a name and people who may see it', async () => {
  const { page, name } = otto
  await page.goto('/profile')
  await page.getByLabel('Display name').fill('Otto the Great')
  await page.getByLabel('Who sees your profile').selectOption('Everybody')
  await expect(page.getByText(/what you share with followers is open to anybody/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Your profile is saved.')).toBeVisible()
  await expectAccessible(page)

  const me = await callApi<Record<string, unknown>>(page, 'GET', '/users/me')
  expect(me).toMatchObject({
    alias: 'Otto the Great',
    visibility: 'public',
  })
  const shared = await logSession(page, 'Shared with followers', { visibility: 'followers' })
  await page.goto(`/sessions/${shared}`)
  const openToAll = page.getByText(/anybody can follow you and see this session/)
  await expect(openToAll).toBeVisible()
  await nora.page.goto(`/people/${name}`)
  await expectHeading(nora.page, 'Otto the Great')

  await page.goto('/profile')
  await page.getByLabel('Who sees your profile').selectOption('People I accept')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => callApi<Record<string, unknown>>(page, 'GET', '/users/me'))
    .toMatchObject({ visibility: 'private' })
  await page.goto(`/sessions/${shared}`)
  await expectHeading(page, 'Shared with followers')
  await expect(openToAll).toHaveCount(0)
})

test('a list goes on after its last row, although a session is added and a page fails meanwhile', async ({
  browser,
}) => {
  const lena = await newAthlete(browser, uniqueName('lena'))
  const { page } = lena
  await signUp(lena)
  for (let day = 1; day <= 25; day += 1)
    await logSession(page, `Session ${day}.`, {
      completed: { startedAt: new Date(Date.now() - day * 86_400_000), durationSec: 1_800 },
    })
  await page.goto('/sessions')
  await expect(page.getByRole('link', { name: /^Session \d+\./ })).toHaveCount(20)

  await logSession(page, 'Added meanwhile')
  await page.route('**/api/v1/sessions?*', (route) => route.abort())
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(page.getByRole('alert')).toContainText('No connection')
  await expect(page.getByRole('link', { name: /^Session \d+\./ })).toHaveCount(20)
  await page.unroute('**/api/v1/sessions?*')
  await page.getByRole('button', { name: 'Load more' }).click()

  await expect(page.getByRole('link', { name: /^Session \d+\./ })).toHaveCount(25)
  const titles = await page.getByRole('link', { name: /^Session \d+\./ }).allTextContents()
  const numbers = titles.map((title) => Number(/\d+/.exec(title)?.[0]))
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
  await lena.context.close()
})

/** Paths of the API that the page reads from the start of `act` until the network is quiet. */
async function readBy(page: Page, act: () => Promise<void>): Promise<string[]> {
  const read: string[] = []
  const open = new Set<Request>()
  let changedAt = Date.now()
  const begin = (request: Request) => {
    open.add(request)
    changedAt = Date.now()
    const { pathname } = new URL(request.url())
    if (request.method() === 'GET' && pathname.startsWith('/api/')) read.push(pathname)
  }
  const end = (request: Request) => {
    open.delete(request)
    changedAt = Date.now()
  }
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end)
  await act()
  await expect.poll(() => open.size === 0 && Date.now() - changedAt > 500).toBe(true)
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end)
  return read
}

test('a page reads everything once, after a login and in another language too', async () => {
  const { page } = otto
  const expectOnce = (read: string[]) => {
    expect(read.length).toBeGreaterThan(0)
    expect(read).toEqual([...new Set(read)])
  }

  // Ends the requests of the page before.
  await page.goto('about:blank')
  const people = await readBy(page, async () => {
    await page.goto('/people')
    await expectHeading(page, 'People')
  })
  expectOnce(people)
  expect(people.filter((path) => path.endsWith('/users/me/requests'))).toHaveLength(1)

  const german = await readBy(page, async () => {
    await chooseLanguage(page, 'de')
    await expectHeading(page, 'Leute')
  })
  expectOnce(german)
  await chooseLanguage(page, 'en')
  await expectHeading(page, 'People')

  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await expect(page.getByRole('link', { name: 'Create account' })).toBeVisible()
  await page.goto('/login')
  const home = await readBy(page, async () => {
    await logIn(otto)
    await expectHeading(page, 'Hi Otto the Great')
  })
  expectOnce(home)
})

test('finishing does not send again a set that is being sent', async () => {
  const { page } = otto
  const exercises = [{ name: 'Row', planned: { sets: 1, reps: 5, load: 60 } }]
  const body = { title: 'Once', exercises }
  const { id } = await callApi<{ id: string }>(page, 'POST', '/sessions', body)
  const sent: string[] = []
  await page.route('**/exercises/*/sets/*', async (route) => {
    sent.push(route.request().method())
    const answer = await route.fetch()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.fulfill({ response: answer })
  })
  await page.goto(`/sessions/${id}`)
  await page.getByRole('link', { name: 'Start and log' }).click()
  await tickOf(page, 'Row').click()
  await expect.poll(() => sent).toHaveLength(1)

  await finishSession(page)

  await page.unrouteAll({ behavior: 'wait' })
  expect(sent).toEqual(['PUT'])
})

const tickOf = (page: Page, name: string) =>
  page.getByRole('group', { name: `${name}, set 1` }).getByRole('checkbox')

/** Starts logging two exercises with a set each; returns the id of the session. */
async function startRowAndPress(page: Page, title: string): Promise<string> {
  const planned = { sets: 1, reps: 5, load: 60 }
  const exercises = ['Row', 'Press'].map((name) => ({ name, planned }))
  const body = { title, exercises }
  const { id } = await callApi<{ id: string }>(page, 'POST', '/sessions', body)
  await page.goto(`/sessions/${id}`)
  await page.getByRole('link', { name: 'Start and log' }).click()
  await expect(tickOf(page, 'Row')).not.toBeChecked()
  return id
}

async function finishSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Finish/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Finish/ })
    .click()
  await expect(page.getByText('Well done')).toBeVisible()
}

test('a late answer does not hide a set that was stored', async () => {
  const { page } = otto
  await startRowAndPress(page, 'Late')
  const stored = page.waitForResponse((answer) => answer.url().endsWith('sets/0') && answer.ok())
  await page.route('**/api/v1/sessions/*/log', async (route) => {
    // Answered before the set is stored, received after it.
    const answer = await route.fetch().catch(() => null)
    await stored
    if (answer) await route.fulfill({ response: answer }).catch(() => undefined)
  })
  const asked = page.waitForRequest('**/api/v1/sessions/*/log')
  await page.getByRole('button', { name: 'Actions for Press' }).click()
  await page.getByRole('menuitem', { name: 'Skip' }).click()
  await asked

  await tickOf(page, 'Row').click()
  await stored
  await expect(page.getByText('Skipped', { exact: true })).toBeVisible()
  await expect(tickOf(page, 'Row')).toBeChecked()
  await page.unrouteAll({ behavior: 'ignoreErrors' })

  await finishSession(page)
  await expect(page.getByText('50% of plan').first()).toBeVisible()
})

test('finishing keeps the sets of another device', async () => {
  const { page } = otto
  const id = await startRowAndPress(page, 'Two devices')
  const { exercises } = await callApi<{ exercises: { id: string }[] }>(
    page,
    'GET',
    `/sessions/${id}`,
  )
  const path = `/sessions/${id}/exercises/${exercises[0]?.id}/sets/0`
  await callApi(page, 'PUT', path, { reps: 5, load: 60, loggedAt: new Date().toISOString() })

  await finishSession(page)

  await expect(page.getByText('50% of plan').first()).toBeVisible()
})

const FILE = [
  'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
  '2021-01-10 18:00:00,"Legs",1h 5m,"Overhead Zercher Carry (Barbell)",1,100.0,5,0,0,,,8',
].join('\n')

test('an import shows how far it has come, and its names in whole words', async () => {
  const { page } = nora
  await chooseLanguage(page, 'en')
  await page.setViewportSize({ width: 1_280, height: 800 })
  await page.goto('/imports')
  const file = { name: 'strong.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Preview' }).click()
  const name = page.getByText('Overhead Zercher Carry (Barbell)', { exact: true }).first()
  await expect(name).toBeVisible()
  expect((await name.boundingBox())?.height ?? 0).toBeLessThan(70)
  await page.getByLabel('Weights are in').selectOption('Kilograms')

  const progress = { step: 'writing', done: 500, total: 2_000 }
  await page.route('**/imports/*/progress', (route) => route.fulfill({ json: progress }))
  await page.getByRole('button', { name: 'Import 1 session' }).click()

  const bar = page.getByRole('progressbar', { name: '500 of 2,000 sessions written' })
  await expect(bar).toHaveAttribute('value', '0.25')
  await expectAccessible(page)
  await page.unroute('**/imports/*/progress')
  await expect(page.getByText('1 sessions with 1 sets are in your history.')).toBeVisible()
})

test('no browser errors', () => {
  expect([...nora.complaints, ...otto.complaints]).toEqual([])
})
