import {
  authApi,
  calendarApi,
  catalogue,
  type CatalogueEntry,
  exercisesApi,
  measurementsApi,
  peopleApi,
  recordsApi,
  reportsApi,
  usersApi,
} from '@fitvibe/contract'

import { addDays } from '../../src/utils/calendar.ts'
import type { Caller, Client } from '../client.ts'
import { exportUrl } from '../exporting.ts'
import { legs, preview } from '../importing.ts'
import { blackPng, setAvatar } from '../pictures.ts'
import { planSeries } from '../recurring.ts'
import { PASSWORD, type Athlete, type useTestApp } from '../testApp.ts'
import { addExercise, complete, exerciseOf, getSession, log, plan } from '../training.ts'
import { goodValue } from './generate.ts'

/** A text in all private data of the owner. It must be in no answer to another user. */
export const CANARY = 'canary-7f3a'

const canary = { title: CANARY, notes: CANARY }

interface Maker {
  /** Makes another thing of the owner's and returns the parameters that name it. */
  make(owner: Athlete, app: App): Promise<Record<string, string>>
  /** Other users may see it, such as the public sessions of the feed. */
  readonly isPublic?: true
}

/**
 * How to make a thing for a path, keyed by the path up to its last parameter. An endpoint with a
 * new path fails the suite until it has a line here.
 */
const makers: Readonly<Record<string, Maker>> = {
  '/sessions/:id': {
    // In a series, so that endpoints that need a series are tested as well.
    make: async (owner) => ({ id: await planSeries(owner, 'FREQ=WEEKLY;COUNT=2', canary) }),
  },
  '/sessions/:id/exercises/:exerciseId': {
    async make(owner) {
      const id = await plan(owner, canary)
      const { body } = await addExercise(owner, id, { name: CANARY })
      return { id, exerciseId: body.id as string }
    },
  },
  '/sessions/:id/exercises/:exerciseId/sets/:position': {
    async make(owner) {
      const id = await plan(owner, canary)
      return { id, exerciseId: await exerciseOf(owner, id), position: '0' }
    },
  },
  '/series/:id': {
    async make(owner) {
      const { body } = await getSession(owner, await planSeries(owner, 'FREQ=WEEKLY', canary))
      return { id: body.seriesId as string }
    },
  },
  '/exercises/:id': {
    async make(owner) {
      const name = `${CANARY} ${String((made += 1))}`
      const answer = await owner.call(exercisesApi.createExercise, { body: { name } })
      return { id: answer.body.id as string }
    },
  },
  '/exercise-links/:id': {
    async make(owner) {
      const name = `${CANARY} ${String((made += 1))}`
      const exercise = await owner.call(exercisesApi.createExercise, { body: { name } })
      const alone = `${name} alone`
      await log(owner, {}, { exercises: [{ name: alone, actual: { reps: 5 } }] })
      const body = { name: alone, exerciseId: exercise.body.id as string }
      const answer = await owner.call(exercisesApi.createExerciseLink, { body })
      return { id: answer.body.id as string }
    },
  },
  '/progress/exercises/:id': {
    async make(owner) {
      await log(
        owner,
        {},
        { exercises: [{ name: `${CANARY} ${String((made += 1))}`, actual: { reps: 5 } }] },
      )
      const { body } = await owner.call(recordsApi.listTrained, { query: { pageSize: 1 } })
      return { id: (body.items as recordsApi.TrainedExercise[])[0]?.id ?? '' }
    },
  },
  '/measurements/:id': {
    async make(owner) {
      const measuredOn = addDays('2020-01-01', (made += 1))
      const body = { measuredOn, values: { waist: 84 } }
      const answer = await owner.call(measurementsApi.recordMeasurements, { body })
      return { id: (answer.body.items as measurementsApi.Measurement[])[0]?.id ?? '' }
    },
  },
  '/calendar/:token': {
    isPublic: true,
    async make(_owner, app) {
      const answer = await (await app.newAthlete()).call(calendarApi.renewCalendar, {})
      return { token: /[\w-]{64}/.exec(answer.body.url as string)?.[0] ?? '' }
    },
  },
  '/privacy/exports/:ticket': {
    isPublic: true,
    async make(_owner, app) {
      const url = await exportUrl(app, await app.newAthlete())
      return { ticket: url.split('/').at(-1) ?? '' }
    },
  },
  '/auth/logins/:id': {
    async make(owner, app) {
      const body = { login: owner.username, password: PASSWORD }
      await app.visitor().call(authApi.login, { body })
      const { body: list } = await owner.call(authApi.listLogins, {})
      const other = (list.items as authApi.OwnLogin[]).find(({ isCurrent }) => !isCurrent)
      return { id: other?.id ?? '' }
    },
  },
  '/imports/:id': {
    async make(owner) {
      const file = `${legs}\n${legs.split('\n')[1]?.replace('Legs', CANARY) ?? ''}`
      return { id: (await preview(owner, file)).id }
    },
  },
  '/people/:username': {
    isPublic: true,
    async make(_owner, app) {
      const person = await app.newAthlete()
      await person.call(usersApi.updateMe, { body: { visibility: 'public' } })
      return { username: person.username }
    },
  },
  '/people/:username/avatar/:key': {
    isPublic: true,
    async make(_owner, app) {
      const person = await app.newAthlete()
      await person.call(usersApi.updateMe, { body: { visibility: 'public' } })
      const path = await setAvatar(person)
      return { username: person.username, key: path.split('/').at(-1) ?? '' }
    },
  },
  '/users/me/followers/:username': {
    async make(owner, app) {
      const asking = await app.newAthlete()
      await asking.call(peopleApi.followPerson, { params: { username: owner.username } })
      return { username: asking.username }
    },
  },
  '/admin/reports/:id': {
    async make(_owner, app) {
      const [reporter, other] = [await app.newAthlete(), await app.newAthlete()]
      const params = { username: other.username }
      const body = { reason: 'spam' as const }
      const answer = await reporter.call(reportsApi.reportPerson, { params, body })
      return { id: answer.body.id as string }
    },
  },
  '/admin/users/:id': {
    make: async (_owner, app) => ({ id: (await app.newAthlete()).id }),
  },
  '/feed/:id': {
    isPublic: true,
    async make(owner) {
      const id = await plan(owner, { visibility: 'public' })
      await complete(owner, id)
      return { id }
    },
  },
}

let made = 0

/** Bodies for endpoints that would refuse the contents of a generated body. */
const bodies: Readonly<Record<string, unknown>> = {
  createSession: { title: 'Legs', exercises: [{ name: 'Squat', planned: { sets: 3, reps: 5 } }] },
  previewImport: legs,
  putAvatar: blackPng({ width: 8, height: 8 }),
  addExercise: { name: 'Row' },
  putSet: { reps: 5 },
}

/**
 * Returns the maker for an endpoint, and undefined if its path has no parameter.
 * @throws Error that says which line to add if the maker is missing
 */
export function makerFor({ name, endpoint }: CatalogueEntry): Maker | undefined {
  const [key] = /^.*:\w+/.exec(endpoint.path) ?? []
  if (key === undefined) return undefined
  const maker = makers[key]
  if (maker) return maker
  throw new Error(
    `${name} (${endpoint.path}) has a parameter without a maker: add a line '${key}' ` +
      'to `makers` in apps/backend/tests/security/world.ts',
  )
}

/** Returns a valid body for an endpoint, and undefined if it takes none. */
export const bodyFor = ({ name, endpoint }: CatalogueEntry): unknown =>
  bodies[name] ?? (endpoint.body && goodValue(endpoint.body))

/** Returns a valid query for an endpoint, with the required members only. */
export const queryFor = ({ endpoint }: CatalogueEntry): unknown =>
  endpoint.query && goodValue(endpoint.query)

/** True for endpoints that may end the login of the caller. */
export const endsLogin = ({ module, endpoint }: CatalogueEntry) =>
  module === 'auth' && endpoint.method !== 'GET'

/** Returns a caller with access to the owner's things. An endpoint that may end logins gets a new
 * login for each call. */
export async function callerFor(
  app: App,
  client: Client,
  owner: Person,
  entry: CatalogueEntry,
): Promise<Caller> {
  if (!endsLogin(entry)) return owner.caller
  if (entry.endpoint.params) return client.logIn(owner.athlete.username, PASSWORD)
  return (await newPerson(app, client)).caller
}

export const unsafe = catalogue.filter(
  ({ endpoint }) => endpoint.method !== 'GET' && !endpoint.isCookieless,
)
export const writes = catalogue.filter(({ endpoint }) => endpoint.body)

type App = ReturnType<typeof useTestApp>

export interface Person {
  readonly athlete: Athlete
  readonly caller: Caller
}

/** Makes a new athlete who is logged in over `client` too. */
export async function newPerson(app: App, client: Client): Promise<Person> {
  const athlete = await app.newAthlete()
  return { athlete, caller: await client.logIn(athlete.username, PASSWORD) }
}

export async function newAdmin(app: App, client: Client): Promise<Person> {
  const person = await newPerson(app, client)
  await app.ctx().db('users').where({ id: person.athlete.id }).update({ role: 'admin' })
  // The server may have cached the first login with the role of a user.
  return { ...person, caller: await client.logIn(person.athlete.username, PASSWORD) }
}

/** Makes an athlete with a thing of every kind, all private except one session. */
export async function newOwner(app: App, client: Client, become = newPerson): Promise<Person> {
  const owner = await become(app, client)
  for (const maker of Object.values(makers)) await maker.make(owner.athlete, app)
  await log(owner.athlete, {}, { title: CANARY, notes: CANARY })
  return owner
}
