import { feedApi, historyApi, type sessionsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { commit, historyOf, importFile, preview, STRONG, undo } from '../../../tests/importing.ts'
import { planSeries, sessionsOf } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log, plan } from '../../../tests/training.ts'

const app = useTestApp()

type File = Record<'exercises' | 'series' | 'sessions', Record<string, unknown>[]>

async function exportOf(athlete: Athlete): Promise<File> {
  return JSON.parse((await athlete.call(historyApi.exportHistoryJson, {})).text) as File
}

/** A file of one public session with these exercises, each with these sets done. */
async function fileOf(exercises: readonly (readonly Record<string, unknown>[])[]) {
  const ada = await app.newAthlete()
  await log(ada, {}, { visibility: 'public' })
  const file = await exportOf(ada)
  const [session = {}] = file.sessions
  const [exercise] = session['exercises'] as Record<string, unknown>[]
  const enlarged = exercises.map((actual) => ({ ...exercise, actual }))
  return JSON.stringify({ ...file, sessions: [{ ...session, exercises: enlarged }] })
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

const setsOf = ({ exercises }: Pick<sessionsApi.Session, 'exercises'>) =>
  exercises.flatMap(({ actual }) => actual).reduce((sum, { sets }) => sum + (sets ?? 1), 0)

describe('an imported session', () => {
  it('has as many exercises and sets as a session by the API: equal sets become blocks', async () => {
    const ben = await app.newAthlete()
    const file = await fileOf(times(50, () => times(200, () => ({ reps: 5, load: 100 }))))

    const shown = await preview(ben, file)
    await importFile(ben, file, {})

    const [session] = await historyOf(ben)
    expect(shown).toMatchObject({ workouts: 1, sets: 10_000, problemCount: 0 })
    expect(session?.exercises).toHaveLength(50)
    expect(session?.exercises[0]?.actual.map(({ sets }) => sets)).toEqual([100, 100])
    expect(session && setsOf(session)).toBe(10_000)
  })

  it('keeps the order and the values of sets that have their own blocks', async () => {
    const ben = await app.newAthlete()
    const file = await fileOf([times(200, (reps) => ({ reps, load: 100, position: reps }))])

    await importFile(ben, file, {})

    const [session] = await historyOf(ben)
    expect(session?.exercises[0]?.actual.map(({ reps }) => reps)).toEqual(
      times(200, (reps) => reps),
    )
  })

  it.each([
    ['exercises', times(101, () => [{ reps: 5 }]), [100, 100], 1],
    ['sets of an exercise', [times(201, (reps) => ({ reps }))], [1, 200], 1],
    ['sets in all', times(20, () => times(60, (reps) => ({ reps }))), [20, 1_000], 200],
    ['of both', times(300, () => times(300, (reps) => ({ reps }))), [100, 1_000], 89_000],
  ])(
    'is cut if it has too many %s, which the preview reports, and serves a small answer',
    async (_, exercises, [exerciseCount, sets], leftOut) => {
      const ben = await app.newAthlete()
      const file = await fileOf(exercises)

      const shown = await preview(ben, file)
      await importFile(ben, file, {})

      const [session] = await historyOf(ben)
      const params = { id: session?.id ?? '' }
      const shared = await app.visitor().call(feedApi.getFeedSession, { params })
      expect(shown).toMatchObject({ workouts: 1, sets, problemCount: 1 })
      expect(shown.problems).toMatchObject([
        { line: 1, code: 'sessionTooLarge', found: String(leftOut), isLeftOut: false },
      ])
      expect([session?.exercises.length, session && setsOf(session)]).toEqual([exerciseCount, sets])
      expect(shared.status).toBe(200)
      expect(shared.text.length).toBeLessThan(400_000)
    },
  )

  it('is cut in a table of another app too, with the line of the workout', async () => {
    const ben = await app.newAthlete()
    const rows = times(
      1_500,
      (index) =>
        `2026-01-10 18:00:00,"Legs",1h,"Exercise ${index % 30}",${index},${index / 10},5,0,0,,,`,
    )
    const file = [STRONG, ...rows.toSorted()].join('\n')

    const shown = await preview(ben, file)

    expect(shown).toMatchObject({ workouts: 1, sets: 1_000 })
    expect(shown.problems).toMatchObject([{ code: 'sessionTooLarge', found: '500' }])
  })
})

/** Rows that a statement of an import may write or lock: far below the timeout of a statement. */
const MAX_ROWS = 2_000

/** Resolves to the most rows that a statement writes or locks while `work` runs. */
async function mostRows(work: () => Promise<unknown>): Promise<number> {
  const { db } = app.ctx()
  let most = 0
  const listen = ({ rowCount }: { rowCount: number | null }, { sql }: { sql: string }) => {
    if (/insert|update|delete/.test(sql)) most = Math.max(most, rowCount ?? 0)
  }
  db.on('query-response', listen)
  await work()
  db.off('query-response', listen)
  return most
}

describe('an import of years', () => {
  it('is written and undone in statements of a bounded number of rows', async () => {
    const ada = await app.newAthlete()
    const rows = times(MAX_ROWS + 1, (at) => {
      const day = new Date(Date.UTC(2015, 0, 1 + at)).toISOString().slice(0, 10)
      return `${day} 18:00:00,"Legs",1h,"Squat",1,60,5,0,0,,,`
    })
    const { id } = await preview(ada, [STRONG, ...rows].join('\n'))

    const written = await mostRows(() => commit(ada, id))
    const undone = await mostRows(async () => {
      expect((await undo(ada, id)).body).toMatchObject({ removed: MAX_ROWS + 1, kept: 0 })
    })

    expect([written, undone]).toEqual([MAX_ROWS, MAX_ROWS])
  })
})

describe('an imported series', () => {
  it('is left out and reported with more sets than a series can have; its sessions stay', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await planSeries(ada, 'FREQ=DAILY;COUNT=2')
    const file = await exportOf(ada)
    const [series = {}] = file.series
    const template = series['template'] as { exercises: Record<string, unknown>[] }
    const exercises = times(5, () => ({
      ...template.exercises[0],
      planned: times(41, (reps) => ({ reps })),
    }))
    const enlarged = { ...series, template: { ...template, exercises } }

    const shown = await preview(ben, JSON.stringify({ ...file, series: [enlarged] }))
    await importFile(ben, JSON.stringify({ ...file, series: [enlarged] }), {})

    expect(shown.problems).toMatchObject([{ code: 'seriesTooLarge', isLeftOut: true }])
    expect((await sessionsOf(ben)).map(({ seriesId }) => seriesId)).toEqual([null, null])
  })
})

describe('shared notes', () => {
  it('survive an export and import, and are not shared by older files', async () => {
    const [ada, ben, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await plan(ada, { sharesNotes: true, notes: 'Bring chalk' })
    const file = await exportOf(ada)
    const older = file.sessions.map(({ sharesNotes: _, ...session }) => session)

    await importFile(ben, JSON.stringify(file), {})
    await importFile(cem, JSON.stringify({ ...file, sessions: older }), {})

    expect(await historyOf(ben)).toMatchObject([{ sharesNotes: true, notes: 'Bring chalk' }])
    expect(await historyOf(cem)).toMatchObject([{ sharesNotes: false, notes: 'Bring chalk' }])
  })
})
