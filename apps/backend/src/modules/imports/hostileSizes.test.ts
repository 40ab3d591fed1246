import { describe, expect, it } from 'vitest'

import { commit, uploadImport } from '../../../tests/importing.ts'
import { isLinear, serverTime } from '../../../tests/security/hostile/linear.ts'
import { isLong } from '../../../tests/security/torture.ts'
import { useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const clock = () => serverTime(app.ctx().db)

const FITNOTES = 'Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment'
const STRONGLIFTS =
  'Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Exercise,Sets x Reps,Duration,Start Time,End Time,Notes'

const list = (count: number, item: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => item(at))

const dayAt = (at: number) => new Date(Date.UTC(1970, 0, 1 + at)).toISOString().slice(0, 10)

/** A file of a size. All of them are below 1 MB: the thread of a larger file ends, and starts again. */
type File = (size: number) => string

/** One set a day. */
const workouts: File = (size) =>
  [FITNOTES, ...list(size, (at) => `${dayAt(at)},Squat,,60,5,,,,`)].join('\n')

/** One workout of different sets. */
const rows: File = (size) =>
  [FITNOTES, ...list(size, (at) => `2026-01-10,Squat,,${at / 4},5,,,,`)].join('\n')

/** Columns that nobody knows, with numbers in each. */
const headings: File = (size) =>
  [
    [FITNOTES, ...list(size, (at) => `Watts ${at}`)].join(),
    ...list(60, (day) => [`${dayAt(day)},Squat,,60,5,,,,`, ...list(size, String)].join()),
  ].join('\n')

/** Two columns for each set, as StrongLifts has them. */
const columnsOfSets: File = (size) =>
  [
    [STRONGLIFTS, ...list(size / 2, (at) => `Set ${at + 1},Set ${at + 1} (kg)`)].join(),
    ...list(60, (day) =>
      [
        `${dayAt(day).replaceAll('-', '/')},1,A,5x5,Squat,5/5,0.75,18:00,19:00,`,
        ...list(size / 2, (at) => `5,${at}`),
      ].join(),
    ),
  ].join('\n')

/** The smallest of three sizes: four times as many meet the bound, or are enough to show a square. */
const FILES: readonly (readonly [name: string, file: File, size: number])[] = [
  ['workouts', workouts, isLong ? 5_000 : 1_500],
  ['rows of one workout', rows, isLong ? 6_000 : 3_000],
  ['headings', headings, 245],
  ['columns of sets', columnsOfSets, 246],
]

async function previewed(file: string) {
  const athlete = await app.newAthlete()
  const { status, body } = await uploadImport(athlete, file)
  expect(status).toBe(201)
  return { athlete, id: body.id as string, workouts: body.workouts as number }
}

describe('the preview of a file', () => {
  it.each(FILES)('takes time in proportion to its number of %s', async (_, file, size) => {
    expect(await isLinear((length) => previewed(file(length)), size, clock())).toBe(true)
  })
})

describe('the commit of a file', () => {
  it.each([
    ['workouts', workouts, isLong ? 5_000 : 500],
    ['rows of one workout', rows, 250],
  ])('takes time in proportion to its number of %s', async (_, file, size) => {
    const write = async (length: number) => {
      const { athlete, id } = await previewed(file(length))
      const { status } = await commit(athlete, id)
      expect(status).toBe(200)
    }

    expect(await isLinear(write, size, clock())).toBe(true)
  })
})

describe('the measure', () => {
  it('reports workouts that are found by a search through those before', async () => {
    const read = (length: number) => {
      const found: string[] = []
      for (const line of workouts(length).split('\n')) if (!found.includes(line)) found.push(line)
    }

    expect(await isLinear(read, 1_000, clock())).toBe(false)
  })

  it('reports a statement that compares all rows with all others', async () => {
    const compare = (length: number) =>
      app
        .ctx()
        .db.raw('select count(*) from generate_series(1, ?::int) a, generate_series(1, ?::int) b', [
          length,
          length,
        ])

    expect(await isLinear(compare, 800, clock())).toBe(false)
  })
})
