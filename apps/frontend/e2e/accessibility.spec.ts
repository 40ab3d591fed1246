import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectSoundStructure } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { signUp } from './steps.ts'

/** A page with data: its address, a text that appears once it is loaded, and steps before the check. */
interface View {
  readonly name: string
  readonly path: string | (() => string)
  readonly shows: string | RegExp
  readonly prepare?: (page: Page) => Promise<unknown>
}

const token = 'x'.repeat(64)
const squat = { sets: 3, reps: 5, load: 100 }

let visitor: Athlete
let newcomer: Athlete
let veteran: Athlete
let partner: Athlete
let german: Athlete
const ids: Record<
  'planned' | 'completed' | 'inProgress' | 'shared' | 'copied' | 'exercise',
  string
> = { planned: '', completed: '', inProgress: '', shared: '', copied: '', exercise: '' }

test.beforeAll(async ({ browser }) => {
  visitor = await newAthlete(browser, 'visitor')
  newcomer = await newAthlete(browser, uniqueName('newcomer'), narrowPhone)
  veteran = await newAthlete(browser, uniqueName('veteran'))
  partner = await newAthlete(browser, uniqueName('partner'))
  german = await newAthlete(browser, uniqueName('german'))
  await Promise.all([signUp(newcomer), signUp(veteran), signUp(partner), signUp(german, 'de')])
  await prepareSessions()
  await preparePeople()
  await prepareGerman()
})

test.afterAll(() =>
  Promise.all([visitor, newcomer, veteran, partner, german].map(({ context }) => context.close())),
)

/** Gives the veteran one session of each kind, two series and personal records. */
async function prepareSessions(): Promise<void> {
  const { page } = veteran
  const found = await callApi<{ items: { id: string }[] }>(page, 'GET', '/exercises?q=squat')
  ids.exercise = found.items[0]?.id ?? ''
  const exercises = [{ exerciseId: ids.exercise, planned: squat }]
  const today = { plannedFor: new Date().toISOString() }
  const plan = async (title: string, more: object = {}) =>
    (await callApi<{ id: string }>(page, 'POST', '/sessions', { title, exercises, ...more })).id

  ids.shared = await logSession(page, 'Leg day', { exercises, visibility: 'public' })
  ids.planned = await plan('Lower body', today)
  ids.completed = await plan('Monday legs', {
    ...today,
    exercises: [...exercises, { name: 'Step up', planned: squat }, { name: 'Plank', planned: {} }],
  })
  await logWithChanges(page, ids.completed)
  await callApi(page, 'PATCH', `/sessions/${ids.completed}/complete`, {})
  ids.inProgress = await plan('Thursday legs', {
    exercises: [...exercises, { name: 'Step up', planned: squat }, { name: 'Plank', planned: {} }],
  })
  await logWithChanges(page, ids.inProgress)
  await plan('Weekly', { ...today, recurrenceRule: 'FREQ=WEEKLY;COUNT=4' })
  const ended = await plan('Ended', { ...today, recurrenceRule: 'FREQ=DAILY;COUNT=2' })
  await callApi(page, 'PATCH', `/sessions/${ended}/cancel?scope=all`)
}

/** Logs a set of the first exercise, replaces the second and leaves out the third. */
async function logWithChanges(page: Page, id: string): Promise<void> {
  const log = await callApi<{ exercises: { id: string }[] }>(page, 'GET', `/sessions/${id}/log`)
  const [first, second, third] = log.exercises.map((exercise) => exercise.id)
  const path = `/sessions/${id}/exercises`
  await callApi(page, 'PUT', `${path}/${first}/sets/0`, { reps: 5, load: 105, rpe: 8 })
  await callApi(page, 'POST', path, { name: 'Leg press', substitutes: second })
  await callApi(page, 'PATCH', `${path}/${third}`, { isSkipped: true })
}

/** Connects the athletes: a follow request, a followed partner, two rows on the leaderboard. */
async function preparePeople(): Promise<void> {
  await callApi(partner.page, 'PUT', '/users/me', { visibility: 'public', onLeaderboard: true })
  await logSession(partner.page, 'Hill sprints', { visibility: 'public' })
  await callApi(veteran.page, 'PUT', '/users/me', { onLeaderboard: true })
  await callApi(veteran.page, 'PUT', `/people/${partner.name}/follow`)
  await callApi(partner.page, 'PUT', `/people/${veteran.name}/follow`)
}

/** Gives the German athlete a copied session, a badge and a series. */
async function prepareGerman(): Promise<void> {
  const { page } = german
  const copy = await callApi<{ newSessionId: string }>(page, 'POST', `/feed/${ids.shared}/clone`)
  ids.copied = copy.newSessionId
  await logSession(page, 'Kniebeugen')
  await callApi(page, 'POST', '/sessions', {
    title: 'Wöchentlich',
    plannedFor: new Date().toISOString(),
    recurrenceRule: 'FREQ=WEEKLY;COUNT=4',
    exercises: [{ name: 'Kniebeuge', planned: squat }],
  })
}

function checkEach(athlete: () => Athlete, views: readonly View[]): void {
  for (const { name, path, shows, prepare } of views) {
    test(`finds nothing on ${name}`, async () => {
      const { page } = athlete()
      await page.goto(typeof path === 'string' ? path : path())
      await expect(page.getByText(shows).first()).toBeVisible()
      await prepare?.(page)
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
      await expectAccessible(page)
    })
  }
}

test.describe('axe in light and dark, for a visitor', () => {
  checkEach(
    () => visitor,
    [
      { name: 'the front page', path: '/', shows: 'Create account' },
      { name: 'the registration page', path: '/register', shows: 'Password' },
      { name: 'the login page', path: '/login', shows: 'Forgot your password?' },
      { name: 'the page for a forgotten password', path: '/forgot', shows: 'Send link' },
      {
        name: 'the page for a new password',
        path: `/reset?token=${token}`,
        shows: 'Set new password',
      },
      {
        name: 'the page that confirms an address',
        path: `/verify?token=${token}`,
        shows: 'Confirm address',
      },
      {
        name: 'the page that keeps a deleted account',
        path: `/keep-account?token=${token}`,
        shows: 'Keep my account',
      },
      { name: 'the terms', path: '/terms', shows: 'Your training' },
      { name: 'the privacy notice', path: '/privacy', shows: 'Your rights' },
      {
        name: 'the page that stops a mail',
        path: `/stop-mails?token=${token}`,
        shows: 'Stop this mail',
      },
      {
        name: 'the page that downloads an export',
        path: `/export?token=${token}`,
        shows: 'Download file',
      },
      { name: 'the page for an unknown address', path: '/nowhere', shows: 'Page not found' },
      { name: 'the feed', path: '/feed', shows: 'Leg day' },
      {
        name: 'a shared session',
        path: () => `/feed/${ids.shared}`,
        shows: 'Log in to copy it to your plan',
      },
    ],
  )
})

test.describe('axe in light and dark, for a newcomer on a narrow phone', () => {
  checkEach(
    () => newcomer,
    [
      { name: 'the home page', path: '/', shows: 'Nothing planned' },
      { name: 'the progress page', path: '/progress', shows: 'No personal records yet' },
      { name: 'the empty page of the body', path: '/progress/body', shows: 'No measurements yet' },
      { name: 'the empty people page', path: '/people', shows: 'You do not follow anyone yet' },
      { name: 'the leaderboard', path: '/leaderboard', shows: 'You do not take part' },
      { name: 'the import page', path: '/imports', shows: 'Preview' },
      { name: 'the profile page', path: '/profile', shows: 'Second factor' },
      { name: 'the page about privacy and data', path: '/data', shows: 'Audit log' },
      {
        name: 'the page that confirms a new address',
        path: `/verify-email?token=${token}`,
        shows: 'Confirm your new address',
      },
      {
        name: 'a private profile with a follow request',
        path: () => `/people/${veteran.name}`,
        shows: 'Private profile',
        prepare: async (page) => {
          await page.getByRole('button', { name: /^Ask to follow/ }).click()
          await expect(page.getByRole('button', { name: /^Withdraw the request/ })).toBeVisible()
        },
      },
    ],
  )
})

test.describe('axe in light and dark, for an athlete with data', () => {
  checkEach(
    () => veteran,
    [
      { name: 'the home page', path: '/', shows: 'Continue with Thursday legs' },
      {
        name: 'the exercises with filters',
        path: '/exercises',
        shows: /^[\d,]+ exercises$/,
        prepare: (page) => page.getByRole('button', { name: 'Filter' }).click(),
      },
      {
        name: 'the sessions with filters',
        path: '/sessions',
        shows: 'Leg day',
        prepare: (page) => page.getByRole('button', { name: 'Filter' }).click(),
      },
      { name: 'a planned session', path: () => `/sessions/${ids.planned}`, shows: 'Start and log' },
      {
        name: 'a completed session with replaced and skipped exercises',
        path: () => `/sessions/${ids.completed}`,
        shows: 'Leg press',
      },
      {
        name: 'the log of a session in progress',
        path: () => `/sessions/${ids.inProgress}/do`,
        shows: 'Replaced by Leg press',
      },
      {
        name: 'the editor of a planned session',
        path: () => `/sessions/${ids.planned}/edit`,
        shows: 'Save',
      },
      { name: 'the editor of a new session', path: '/sessions/new', shows: 'Save plan' },
      { name: 'the form that logs without a plan', path: '/sessions/log', shows: 'Save session' },
      { name: 'the list of series', path: '/series', shows: 'Ended' },
      {
        name: 'the progress page',
        path: '/progress',
        shows: 'Heaviest weight',
        prepare: async (page) => {
          await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible()
          await page.getByText('Months').click()
          await page.getByText('Show as table').click()
        },
      },
      {
        name: 'the progress of an exercise',
        path: () => `/progress/exercises/${ids.exercise}`,
        shows: /^Next time: /,
      },
      { name: 'the points page', path: '/points', shows: 'Leg day' },
      { name: 'the badges page', path: '/badges', shows: /of \d+ earned/ },
      {
        name: 'the leaderboard',
        path: '/leaderboard',
        shows: 'Take part',
        prepare: (page) => expect(page.getByRole('row')).toHaveCount(3),
      },
      { name: 'the people page with a request', path: '/people', shows: 'Follow requests' },
      { name: 'a public profile', path: () => `/people/${partner.name}`, shows: '1 follower' },
      {
        name: 'the feed of followed athletes',
        path: '/feed',
        shows: 'Following',
        prepare: async (page) => {
          await page.getByText('Following', { exact: true }).click()
          await expect(page.getByRole('link', { name: /Hill sprints/ })).toBeVisible()
        },
      },
      {
        name: 'a shared session',
        path: () => `/feed/${ids.shared}`,
        shows: 'Copy to my plan',
      },
    ],
  )
})

test.describe('axe in light and dark, in German', () => {
  checkEach(
    () => german,
    [
      { name: 'the feed', path: '/feed', shows: 'Leg day' },
      { name: 'a copied session', path: () => `/sessions/${ids.copied}`, shows: 'Leg day' },
      {
        name: 'the form that logs without a plan',
        path: '/sessions/log',
        shows: 'Training nachtragen',
      },
      {
        name: 'the editor of a repeating plan',
        path: '/sessions/new',
        shows: 'Wiederholung',
        prepare: async (page) => {
          await page.getByLabel('Wiederholung').selectOption('workdays')
          await page.getByLabel('Endet').selectOption('count')
        },
      },
      { name: 'the list of series', path: '/series', shows: 'Wöchentlich' },
      { name: 'the badges page', path: '/badges', shows: 'Erstes Training' },
      { name: 'the profile page', path: '/profile', shows: 'Zweiter Faktor' },
    ],
  )
})

test.describe('expectAccessible', () => {
  test('reports low contrast in one colour scheme and a button without a name', async () => {
    const { page } = visitor
    // The page before was left in dark; a change during the load could be missed.
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/login')
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toBeVisible()
    // Readable on the light background, too dark on the dark one.
    await heading.evaluate((element) => (element.style.color = '#606060'))
    await expect(expectAccessible(page)).rejects.toThrow(/in dark/)

    await heading.evaluate((element) => element.append(document.createElement('button')))
    await expect(expectSoundStructure(page)).rejects.toThrow(/button-name/)
  })

  test('meets no browser errors on any page', () => {
    const athletes = [visitor, newcomer, veteran, partner, german]
    expect(athletes.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
