import {
  exercisesApi,
  pointsApi,
  recordsApi,
  seriesApi,
  sessionsApi,
  toRequest,
  usersApi,
  type Endpoint,
} from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { planSeries } from './recurring.ts'
import { useTestApp, type Athlete } from './testApp.ts'
import { log, plan } from './training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

interface Page {
  readonly items: readonly { readonly id: string }[]
  readonly page: number
  readonly total: number
  readonly nextCursor: string | null
}

interface List {
  readonly endpoint: Endpoint
  readonly query?: Record<string, string>
  /** Adds a row that comes first, or in the middle of the order. */
  readonly add: (athlete: Athlete, index: number) => Promise<unknown>
}

const idOf = (found: unknown) => (found as { readonly id: string }).id

const minutesLater = () => app.passSeconds(60)

/** Logs an exercise of its own, so that it is the one trained last. */
async function train(athlete: Athlete, index: number) {
  minutesLater()
  const name = `Exercise ${index}`
  await log(athlete, {}, { exercises: [{ name, actual: { sets: 1, reps: 5, load: 50 } }] })
}

/** Every list that is read in pages by number. */
const LISTS: Record<string, List> = {
  sessions: {
    endpoint: sessionsApi.listSessions,
    add: (ada, index) => plan(ada, { plannedFor: `2026-09-${String(10 + index)}T16:00:00Z` }),
  },
  'sessions of one instant': {
    endpoint: sessionsApi.listSessions,
    add: (ada) => plan(ada),
  },
  'own exercises': {
    endpoint: exercisesApi.listExercises,
    query: { source: 'own' },
    add: (ada, index) =>
      ada.call(exercisesApi.createExercise, {
        // Later ones come between earlier ones.
        body: {
          name: `Lift ${String.fromCodePoint(index % 2 ? 90 - index : 65 + index)} ${index}`,
        },
      }),
  },
  'exercises found by a word': {
    endpoint: exercisesApi.listExercises,
    query: { source: 'own', q: 'lift' },
    add: (ada, index) =>
      ada.call(exercisesApi.createExercise, { body: { name: `Lift ${'x'.repeat(9 - index)}` } }),
  },
  'archived exercises': {
    endpoint: exercisesApi.listExercises,
    query: { archived: 'true' },
    add: async (ada, index) => {
      minutesLater()
      const { body } = await ada.call(exercisesApi.createExercise, {
        body: { name: `Lift ${index}` },
      })
      await ada.call(exercisesApi.archiveExercise, { params: { id: idOf(body) } })
    },
  },
  'linked names': {
    endpoint: exercisesApi.listExerciseLinks,
    add: async (ada, index) => {
      await train(ada, index)
      const { body } = await ada.call(exercisesApi.listExercises, { query: { source: 'library' } })
      const [exercise] = (body as Page).items
      await ada.call(exercisesApi.createExerciseLink, {
        body: { name: `Exercise ${index}`, exerciseId: idOf(exercise) },
      })
    },
  },
  series: {
    endpoint: seriesApi.listSeries,
    add: async (ada) => {
      minutesLater()
      await planSeries(ada, 'FREQ=WEEKLY;COUNT=2')
    },
  },
  'the ledger': { endpoint: pointsApi.listPoints, add: train },
  'trained exercises': { endpoint: recordsApi.listTrained, add: train },
  'personal records': { endpoint: recordsApi.listRecords, add: train },
  'the history of the profile': {
    endpoint: usersApi.listMyHistory,
    add: async (ada, index) => {
      minutesLater()
      await ada.call(usersApi.updateMe, { body: { weight: 60 + index } })
    },
  },
}

async function read(
  athlete: Athlete,
  { endpoint, query: filter }: List,
  query: Record<string, unknown>,
): Promise<Page> {
  const { url } = toRequest(endpoint, { query: { ...filter, ...query } } as never)
  const answer = await athlete.agent.get(url)
  expect(answer.status).toBe(200)
  return answer.body as Page
}

const idsOf = ({ items }: Page) => items.map(({ id }) => id)

describe.each(Object.entries(LISTS))('%s', (_, list) => {
  it('are read by cursor without a gap or a repeat while rows are added', async () => {
    const ada = await app.newAthlete()
    for (let index = 0; index < 5; index += 1) await list.add(ada, index)
    const before = idsOf(await read(ada, list, { pageSize: 50 }))

    const first = await read(ada, list, { pageSize: 2 })
    await list.add(ada, 5)
    const second = await read(ada, list, { pageSize: 2, cursor: first.nextCursor })
    await list.add(ada, 6)
    const third = await read(ada, list, { pageSize: 50, cursor: second.nextCursor })

    const seen = [first, second, third].flatMap(idsOf)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => before.includes(id))).toEqual(before)
    expect(third.nextCursor).toBeNull()
  })

  it('are read by number too, with a cursor for the page after', async () => {
    const ada = await app.newAthlete()
    for (let index = 0; index < 5; index += 1) await list.add(ada, index)
    const all = await read(ada, list, { pageSize: 50 })

    const second = await read(ada, list, { page: 2, pageSize: 2 })
    const third = await read(ada, list, { pageSize: 2, cursor: second.nextCursor })

    expect(second).toMatchObject({ page: 2, pageSize: 2, total: all.total })
    expect(idsOf(second)).toEqual(idsOf(all).slice(2, 4))
    expect(idsOf(third)).toEqual(idsOf(all).slice(4, 6))
    expect(all.nextCursor).toBeNull()
  })

  it('start over with a cursor that is none of ours', async () => {
    const ada = await app.newAthlete()
    for (let index = 0; index < 3; index += 1) await list.add(ada, index)
    const forged = [
      'nonsense',
      Buffer.from('[0,0,0,"\\u0000","0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77"]').toString('base64url'),
      Buffer.from('[1e99,0,0,"x","0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77"]').toString('base64url'),
    ]

    for (const cursor of forged) {
      const page = await read(ada, list, { page: 3, pageSize: 2, cursor })
      expect(idsOf(page)).toEqual(idsOf(await read(ada, list, { pageSize: 2 })))
    }
  })
})

describe('accounts', () => {
  it('are read by cursor while people register', async () => {
    const admin = await app.newAdmin()
    const list: List = { endpoint: usersApi.listAccounts, add: () => app.newAthlete() }
    for (let index = 0; index < 4; index += 1) await list.add(admin, index)
    const before = idsOf(await read(admin, list, { pageSize: 100 }))

    const first = await read(admin, list, { pageSize: 2 })
    await list.add(admin, 4)
    const rest = await read(admin, list, { pageSize: 100, cursor: first.nextCursor })

    expect([first, rest].flatMap(idsOf)).toEqual(before)
  })
})

describe('the library', () => {
  it('is read whole by cursor, each exercise once, in the order of the numbered pages', async () => {
    const ada = await app.newAthlete()
    const list: List = {
      endpoint: exercisesApi.listExercises,
      query: { source: 'library', q: 'pres' },
      add: () => Promise.resolve(),
    }
    const numbered = await read(ada, list, { pageSize: 100 })
    const seen: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page = await read(ada, list, { pageSize: 7, ...(cursor && { cursor }) })
      seen.push(...idsOf(page))
      cursor = page.nextCursor
    }

    expect(seen.slice(0, 100)).toEqual(idsOf(numbered))
    expect(seen).toHaveLength(numbered.total)
  })

  it('is read by cursor for a slip of the pen, whose results are sorted by likeness', async () => {
    const ada = await app.newAthlete()
    const list: List = {
      endpoint: exercisesApi.listExercises,
      query: { q: 'dedlift' },
      add: () => Promise.resolve(),
    }
    const all = idsOf(await read(ada, list, { pageSize: 100 }))

    const first = await read(ada, list, { pageSize: 3 })
    const rest = await read(ada, list, { pageSize: 100, cursor: first.nextCursor })

    expect(all.length).toBeGreaterThan(4)
    expect([first, rest].flatMap(idsOf)).toEqual(all)
  })
})
