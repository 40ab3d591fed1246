import { exercisesApi, historyApi, recordsApi, type Output } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { commit, historyOf, importFile, legs, preview, undo } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { create, log, remove, update } from '../../../tests/training.ts'
import * as identities from '../../db/migrations/202611291120__import_identities.ts'
import { parseFile } from './parseFile.service.ts'

const app = useTestApp()

const csvOf = async (athlete: Athlete) => (await athlete.call(historyApi.exportHistoryCsv, {})).text
const jsonOf = async (athlete: Athlete) =>
  (await athlete.call(historyApi.exportHistoryJson, {})).text

/** Returns an athlete with two workouts whose sets have all that a set can have. */
async function trained(): Promise<Athlete> {
  const ada = await app.newAthlete()
  await log(
    ada,
    { completedAt: '2026-09-05T17:10:00Z', durationSec: 2_705 },
    {
      title: 'Legs',
      timezone: 'America/New_York',
      exercises: [
        {
          name: 'Squat',
          superset: 1,
          actual: [
            { setType: 'warmup', sets: 1, reps: 10, load: 40, restSec: 60 },
            { sets: 2, reps: 5, load: 100, rpe: 8.5, rir: 1.5, restSec: 180 },
            { setType: 'amrap', sets: 1, reps: 12, load: 80, rir: 0 },
          ],
        },
        {
          name: 'Curl',
          superset: 1,
          actual: { setType: 'drop', sets: 1, reps: 8, load: 20, side: 'left' },
        },
      ],
    },
  )
  await log(ada, { completedAt: '2026-09-06T17:10:00Z', durationSec: 1_800 }, { title: 'Push' })
  return ada
}

const setsOf = async (athlete: Athlete) =>
  (await historyOf(athlete)).map(({ title, exercises }) => ({
    title,
    exercises: exercises.map(({ name, superset, actual }) => ({
      name,
      superset,
      sets: actual.flatMap(({ sets, ...work }) =>
        Array.from({ length: sets ?? 1 }, () => ({ ...work, position: 0 })),
      ),
    })),
  }))

describe('a workout in a later file', () => {
  it.each([
    ['a title changed in the app', legs.replaceAll('"Legs"', '"Leg day"'), 1],
    ['seconds lost to a spreadsheet', legs.replaceAll('18:00:00', '18:00'), 0],
    ['another form of the date', legs.replaceAll('2026-01-10 18:00:00', '10.01.2026 18:00'), 0],
  ])('with %s is known', async (_name, later, changed) => {
    const ada = await app.newAthlete()
    await importFile(ada, legs.replaceAll('18:00:00', '18:00:10'))

    const shown = await preview(ada, later)
    const done = await commit(ada, shown.id)

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 1, changedSince: changed })
    expect(done.body).toMatchObject({ workouts: 0, alreadyImported: 1, changed: 0 })
    expect(await historyOf(ada)).toHaveLength(1)
  })

  it('with another title and other sets is shown as a change, and left by default', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const later = `${legs.replaceAll('"Legs"', '"Leg day"')}\n2026-01-10 18:00:00,"Leg day",1h 5m,"Row",1,60.0,5,0,0,,,`

    const shown = await preview(ada, later)
    await commit(ada, shown.id)

    const [session] = await historyOf(ada)
    expect(shown.changes).toEqual([
      {
        sessionId: session?.id,
        startedAt: '2026-01-10T17:00:00.000Z',
        title: { here: 'Legs', file: 'Leg day' },
        sets: { here: 3, file: 4 },
      },
    ])
    expect(session).toMatchObject({ title: 'Legs', exercises: [{ actual: [{}, {}, {}] }] })
  })

  it.each(['all', 'by its id'])(
    'gives the session its title and sets if taken: %s',
    async (how) => {
      const ada = await app.newAthlete()
      const { id } = await importFile(ada, legs)
      const [before] = await historyOf(ada)
      await update(ada, before?.id ?? '', { visibility: 'public' })
      const later = `${legs.replaceAll('"Legs"', '"Leg day"')}\n2026-01-10 18:00:00,"Leg day",1h 5m,"Row",1,60.0,5,0,0,,,`

      const shown = await preview(ada, later)
      const takeChanges = how === 'all' ? 'all' : [before?.id ?? '']
      const done = await commit(ada, shown.id, { unit: 'kg', takeChanges })
      const again = await preview(ada, later)

      const [after] = await historyOf(ada)
      expect(done.body).toMatchObject({ workouts: 0, changed: 1 })
      expect(after).toMatchObject({
        id: before?.id,
        title: 'Leg day',
        visibility: 'public',
        points: 0,
        totals: { volume: 1_300, sets: 3 },
        exerciseNames: ['Squat', 'Row'],
      })
      expect(again).toMatchObject({ alreadyImported: 1, changedSince: 0, changes: [] })
      expect((await undo(ada, id)).body).toMatchObject({ removed: 1, kept: 0 })
    },
  )

  it("takes no change of another athlete's session, and none of a deleted one", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await importFile(ada, legs)
    await importFile(ben, legs)
    const [session] = await historyOf(ben)
    const [own] = await historyOf(ada)
    await remove(ada, own?.id ?? '')
    const later = legs.replaceAll('"Legs"', '"Leg day"')

    const shown = await preview(ada, later)
    const done = await commit(ada, shown.id, { unit: 'kg', takeChanges: [session?.id ?? ''] })

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 1, changes: [] })
    expect(done.body).toMatchObject({ changed: 0 })
    expect((await historyOf(ben))[0]?.title).toBe('Legs')
  })

  it('is new beside another that begins in the same minute', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const arms = '2026-01-10 18:00:00,"Arms",30m,"Curl",1,20.0,5,0,0,,,'

    const shown = await preview(ada, `${legs}\n${arms}`)
    await commit(ada, shown.id)
    const again = await preview(ada, `${legs.replaceAll('"Legs"', '"Leg day"')}\n${arms}`)

    expect(shown).toMatchObject({ workouts: 1, alreadyImported: 1, changedSince: 0 })
    expect(again).toMatchObject({ workouts: 0, alreadyImported: 2, changedSince: 1 })
    expect(again.changes).toMatchObject([{ title: { here: 'Legs', file: 'Leg day' } }])
  })

  it('is written once when files with two titles are committed at the same time', async () => {
    const ada = await app.newAthlete()
    const first = await preview(ada, legs)
    const second = await preview(ada, legs.replaceAll('"Legs"', '"Leg day"'))

    await Promise.all([commit(ada, first.id), commit(ada, second.id)])

    expect(await historyOf(ada)).toHaveLength(1)
  })
})

describe('undoing an import that changed sessions', () => {
  const renamed = legs.replaceAll('"Legs"', '"Leg day"').replaceAll('100.0', '110.0')
  const arms = '2026-01-12 18:00:00,"Arms",30m,"Curl",1,20.0,5,0,0,,,'
  const TAKEN = { unit: 'kg', takeChanges: 'all' } as const

  /** The sessions as the athlete sees them, without the ids of exercises, which a change replaces. */
  const shownOf = async (athlete: Athlete) =>
    (await historyOf(athlete)).map(({ id, exercises, ...session }) => ({
      ...session,
      id,
      exercises: exercises.map(({ id: _, ...exercise }) => exercise),
    }))
  const recordsOf = async (athlete: Athlete) =>
    (
      (await athlete.call(recordsApi.listRecords, {})).body as Output<typeof recordsApi.listRecords>
    ).items.flatMap(({ name, records }) => records.map(({ kind, value }) => [name, kind, value]))

  it('restores title, sets, totals and records, and deletes its new sessions', async () => {
    const ada = await app.newAthlete()
    const first = await importFile(ada, legs)
    const before = [await shownOf(ada), await recordsOf(ada)]
    const second = await importFile(ada, `${renamed}\n${arms}`, TAKEN)
    expect((await shownOf(ada)).map(({ title }) => title)).toEqual(['Arms', 'Leg day'])

    const undone = await undo(ada, second.id)

    expect(undone.body).toMatchObject({
      removed: 1,
      kept: 0,
      restored: 1,
      notRestored: 0,
      keptChanges: [],
    })
    expect([await shownOf(ada), await recordsOf(ada)]).toEqual(before)
    expect(await preview(ada, renamed)).toMatchObject({ workouts: 0, changedSince: 1 })
    expect(await preview(ada, legs)).toMatchObject({ workouts: 0, changedSince: 0 })
    expect((await undo(ada, first.id)).body).toMatchObject({ removed: 1, kept: 0 })
    expect(await historyOf(ada)).toEqual([])
  })

  it('restores all that a session of FitVibe has', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    await importFile(ben, await jsonOf(ada))
    const before = await shownOf(ben)
    const [push, legDay] = await historyOf(ada)
    await update(ada, push?.id ?? '', { title: 'Push day', notes: 'new' })
    await update(ada, legDay?.id ?? '', { durationSec: 3_000, completedAt: '2026-09-05T18:00:00Z' })
    const second = await importFile(ben, await jsonOf(ada), { takeChanges: 'all' })
    expect(await shownOf(ben)).not.toEqual(before)

    await undo(ben, second.id)

    expect(await shownOf(ben)).toEqual(before)
  })

  it('leaves and names a session that the athlete edited since', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const second = await importFile(ada, renamed, TAKEN)
    const [session] = await historyOf(ada)
    await update(ada, session?.id ?? '', { title: 'Mine' })

    const undone = await undo(ada, second.id)

    const { id: sessionId, startedAt } = session ?? {}
    expect(undone.body).toMatchObject({
      restored: 0,
      notRestored: 1,
      keptChanges: [{ sessionId, title: 'Mine', startedAt }],
    })
    expect((await historyOf(ada))[0]).toMatchObject({ title: 'Mine', totals: { volume: 1_100 } })
  })

  it('restores edits of the athlete that the import replaced, which outlive the first import', async () => {
    const ada = await app.newAthlete()
    const first = await importFile(ada, legs)
    const [session] = await historyOf(ada)
    await update(ada, session?.id ?? '', { title: 'Mine' })
    const second = await importFile(ada, renamed, TAKEN)

    await undo(ada, second.id)
    await undo(ada, first.id)

    expect(await historyOf(ada)).toMatchObject([{ title: 'Mine', totals: { volume: 1_000 } }])
  })

  it.each([
    ['the last first', [1, 0], ['Leg day', 'Legs']],
    ['the first first', [0, 1], ['Third', 'Legs']],
  ])('undoes several changes of a session: %s', async (_name, order, titles) => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const imports = [
      await importFile(ada, renamed, TAKEN),
      await importFile(ada, renamed.replaceAll('"Leg day"', '"Third"'), TAKEN),
    ]

    const seen: unknown[] = []
    for (const at of order) {
      await undo(ada, imports[at]?.id ?? '')
      seen.push((await historyOf(ada))[0]?.title)
    }

    expect(seen).toEqual(titles)
    expect((await historyOf(ada))[0]).toMatchObject({ totals: { volume: 1_000 } })
  })

  it('finds the exercises of the restored sets, although their import was undone before', async () => {
    const ada = await app.newAthlete()
    const odd = legs.replaceAll('Squat (Barbell)', 'Odd lift')
    const first = await importFile(ada, odd.replaceAll('2026-01-10', '2026-01-03'), {
      unit: 'kg',
      exercises: [{ name: 'Odd lift', use: 'new' }],
    })
    await importFile(ada, odd)
    const before = await shownOf(ada)
    const change = await importFile(ada, odd.replaceAll('Odd lift', 'Squat (Barbell)'), TAKEN)

    const undone = await undo(ada, first.id)
    await undo(ada, change.id)

    expect(undone.body).toMatchObject({ removed: 1, exercisesRemoved: 0, exercisesKept: 1 })
    expect(await shownOf(ada)).toEqual(before.slice(0, 1))
    const list = await ada.call(exercisesApi.listExercises, { query: { q: 'Odd lift' } })
    expect(list.body.items[0]).toMatchObject({ id: before[0]?.exercises[0]?.exerciseId })
  })

  it('restores nothing of a session that was deleted since', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const second = await importFile(ada, renamed, TAKEN)
    await remove(ada, (await historyOf(ada))[0]?.id ?? '')

    expect((await undo(ada, second.id)).body).toMatchObject({ restored: 0, notRestored: 0 })
    expect(await historyOf(ada)).toEqual([])
  })
})

describe('workouts imported by earlier versions', () => {
  /** Puts the table back into the form of earlier versions, and migrates it. */
  async function migrateAgain(owner: string): Promise<void> {
    const { db } = app.ctx()
    await db('imported_workouts').where({ owner }).update({ identity: null, twin: 1 })
    await db.transaction(async (transaction) => {
      await identities.down(transaction)
      await identities.up(transaction)
    })
  }

  it('keep the keys and digests that were stored', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)

    const stored = await app.ctx().db('imported_workouts').where({ owner: ada.id })

    expect(stored).toMatchObject([
      {
        key: '3kpgvTZ-7izCL1P-JDFe2GNqngIlKEOiwmVNL8cJ6VQ',
        content: '2lpj8W_OuuyIDJD0O7Yy-MB-d_AVsr6LJ8jJBW34IA0',
      },
    ])
  })

  it('of a history keep their digest, whatever measures are added to sets', async () => {
    const startedAt = '2026-01-10T18:00:00.000Z'
    const session = {
      id: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
      title: 'Legs',
      notes: null,
      status: 'completed',
      visibility: 'private',
      timezone: 'UTC',
      plannedFor: null,
      startedAt,
      completedAt: '2026-01-10T19:00:00.000Z',
      canceledAt: null,
      createdAt: startedAt,
      durationSec: 3_600,
      calories: null,
      attribution: null,
      exercises: [
        {
          exerciseId: null,
          name: 'Squat',
          type: 'strength',
          metric: 'weight_reps',
          superset: null,
          notes: null,
          planned: [{ sets: 3, reps: 5, load: 100 }],
          actual: [
            { sets: 1, reps: 5, load: 100 },
            { sets: 1, reps: 5, load: 20, side: 'left', position: 4 },
          ],
        },
      ],
    }
    const history = {
      format: historyApi.HISTORY_FORMAT,
      version: historyApi.HISTORY_VERSION,
      exportedAt: startedAt,
      exercises: [],
      series: [],
      sessions: [session],
    }
    const { file } = await parseFile({
      bytes: new TextEncoder().encode(JSON.stringify(history)),
      format: null,
      answers: {},
      timezone: 'UTC',
      now: new Date('2026-02-01T00:00:00Z'),
    })

    expect(file.workouts[0]?.content).toBe('PuEEFU5g9KE_5ygBT-o0kZr-M-ru2mL94ngZFjpeNOo')
  })

  it('get the identity that an import gives today, and are known with another title', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, `${legs}\n2026-01-10 18:00:00,"Arms",30m,"Curl",1,20.0,5,0,0,,,`)
    const { db } = app.ctx()
    const today = await db('imported_workouts').where({ owner: ada.id }).select('identity')

    await migrateAgain(ada.id)

    const migrated = await db('imported_workouts').where({ owner: ada.id }).orderBy('twin')
    expect(migrated.map(({ identity }) => identity)).toEqual(today.map(({ identity }) => identity))
    expect(migrated.map(({ twin }) => twin)).toEqual([1, 2])
    expect(await preview(ada, legs.replaceAll('"Legs"', '"Leg day"'))).toMatchObject({
      workouts: 0,
      alreadyImported: 1,
    })
  })

  it('are known by their keys if their sessions are gone', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    await app.ctx().db('imported_workouts').where({ owner: ada.id }).update({ identity: null })

    expect(await preview(ada, legs)).toMatchObject({ workouts: 0, alreadyImported: 1 })
  })
})

describe('the same history of FitVibe', () => {
  it.each([
    ['CSV and then JSON', csvOf, jsonOf],
    ['JSON and then CSV', jsonOf, csvOf],
  ])('as %s is imported once', async (_name, first, second) => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    await importFile(ben, await first(ada), { timezone: 'America/New_York' })

    const shown = await preview(ben, await second(ada))
    await commit(ben, shown.id, { timezone: 'Asia/Tokyo' })

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 2, changedSince: 0 })
    expect(await historyOf(ben)).toHaveLength(2)
  })

  it('shows a title and sets changed in between, in the other format', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    await importFile(ben, await csvOf(ada), {})
    const [push, legDay] = await historyOf(ada)
    await update(ada, push?.id ?? '', { title: 'Push day' })
    await update(ada, legDay?.id ?? '', {
      actuals: [{ sessionExerciseId: legDay?.exercises[0]?.id ?? '', reps: 5, load: 100, sets: 5 }],
    })

    const shown = await preview(ben, await jsonOf(ada))
    const done = await commit(ben, shown.id, { takeChanges: 'all' })

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 2, changedSince: 2 })
    expect(shown.changes.map(({ title }) => title)).toContainEqual({
      here: 'Push',
      file: 'Push day',
    })
    expect(done.body.changed).toBe(2)
    expect((await historyOf(ben)).map(({ title }) => title)).toEqual(['Push day', 'Legs'])
  })

  it('shows no change of a session whose sets have no number of sets', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const exercises = [{ name: 'Squat', actual: { reps: 5, load: 100 } }]
    await log(ada, { completedAt: '2026-09-05T17:10:00Z', durationSec: 2_705 }, { exercises })
    await importFile(ben, await jsonOf(ada), {})

    const shown = await preview(ben, await csvOf(ben))

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 1, changedSince: 0 })
  })

  /** Removes the columns that earlier versions did not write. */
  const formerCsv = (csv: string) =>
    csv
      .split('\r\n')
      .map((line) => line.split(',').slice(0, -5).join(','))
      .join('\r\n')

  it.each([
    ['as CSV', (csv: string) => csv],
    ['as CSV of an earlier version', formerCsv],
  ])('%s is known in its own account, and as a file of FitVibe', async (_name, written) => {
    const ada = await trained()

    const shown = await preview(ada, written(await csvOf(ada)))

    expect(shown).toMatchObject({ source: 'fitvibe', workouts: 0, alreadyImported: 2 })
  })

  it('is known if it contains workouts that were imported from another app', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await importFile(ada, legs)
    await importFile(ben, legs)

    expect(await preview(ben, await jsonOf(ada))).toMatchObject({ workouts: 0, changedSince: 0 })
    expect(await preview(ben, await csvOf(ada))).toMatchObject({ workouts: 0, changedSince: 0 })
  })

  it('keeps RIR, rest, AMRAP, supersets and sides as CSV', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]

    const shown = await preview(ben, await csvOf(ada))
    await commit(ben, shown.id, {})

    expect(shown.problems).toEqual([])
    expect(await setsOf(ben)).toEqual(await setsOf(ada))
  })

  it('keeps sessions without a workout apart', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const planned = { plannedFor: '2026-09-07T16:00:00Z', exercises: [{ name: 'Squat' }] }
    await create(ada, { title: 'One', ...planned })
    await create(ada, { title: 'Two', ...planned })

    const shown = await preview(ben, await jsonOf(ada))
    await commit(ben, shown.id, {})

    expect(shown).toMatchObject({ workouts: 2 })
    expect(await historyOf(ben)).toHaveLength(2)
  })
})
