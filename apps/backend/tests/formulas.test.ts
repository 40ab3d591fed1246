import { readFileSync } from 'node:fs'

import {
  exercisesApi,
  recordsApi,
  sessionsApi,
  type ExerciseType,
  type Muscle,
  type Output,
} from '@fitvibe/contract'
import { adherenceOf, compareSets, statusOfCompleted } from '@fitvibe/training/adherence'
import { bestsOf } from '@fitvibe/training/bests'
import { bodyKgOf, bodyShareOf } from '@fitvibe/training/bodyShare'
import { chartPercent, e1rmOf } from '@fitvibe/training/e1rm'
import type { Metric } from '@fitvibe/training/metrics'
import { pairSets } from '@fitvibe/training/pairing'
import { implausibleIn } from '@fitvibe/training/plausible'
import { blankWork, isWarmup, type Work } from '@fitvibe/training/sets'
import { leastSeconds, secondsOf, shareSeconds, totalsOf } from '@fitvibe/training/totals'
import { describe, expect, it } from 'vitest'

import {
  earnedBadges,
  metresOnFoot,
  NO_TRAINING,
  type BadgeInput,
} from '../src/modules/points/badges.rules.ts'
import {
  awardOf,
  caloriesOf,
  metMinutesOf,
  type Athlete,
} from '../src/modules/points/points.rules.ts'
import { streakOf } from '../src/modules/progress/streak.rules.ts'
import { suggest, type Exposure } from '../src/modules/progress/suggestion.rules.ts'
import { addDays } from '../src/utils/calendar.ts'
import { useTestApp } from './testApp.ts'
import { log } from './training.ts'

const app = useTestApp()

const PAGE = new URL('../../../docs/formulas.md', import.meta.url)

/** The rule that each `formula` block runs, by the block's name. */
const formulas: Readonly<Record<string, (given: never) => unknown>> = {
  totals: (actual: Blocks) => {
    const { durationSec: _, ...sums } = totalsOf([exercise({ actual })], 0)
    return sums
  },
  'body-share': bodyShareOf,
  'body-volume': (given: { weightKg: number | null; exercises: Exercise[] }) =>
    totalsOf(
      given.exercises.map((one) => ({
        ...exercise(one),
        bodyKg: bodyKgOf(one.name ?? '', given.weightKg),
      })),
      0,
    ).volume,
  implausible: ({ name, type, ...set }: Partial<Work> & { name: string; type: ExerciseType }) =>
    implausibleIn({ name, type }, { ...blankWork, ...set }),
  seconds: (given: Exercise) => secondsOf(exercise(given)),
  'least-seconds': (given: Exercise) => leastSeconds([exercise(given)]),
  shares: (given: { durationSec: number; exercises: Exercise[] }) =>
    shareSeconds(given.exercises.map(exercise), given.durationSec),
  adherence: (exercises: Exercise[]) => adherenceOf(exercises.map(exercise)),
  pairs: (given: Exercise) => {
    const { planned, actual } = exercise(given)
    const textOf = (set: Work | null) =>
      set && `${isWarmup(set) ? 'warm-up ' : ''}${set.reps} × ${set.load}`
    return pairSets(planned, actual).map((pair) => ({
      sets: pair.sets,
      planned: textOf(pair.planned),
      actual: textOf(pair.actual),
    }))
  },
  sets: (given: Exercise) => compareSets(exercise(given)),
  'session-status': statusOfCompleted,
  'met-minutes': metMinutesOf,
  calories: ({ metMinutes, weightKg }: { metMinutes: number; weightKg: number }) =>
    caloriesOf(metMinutes, weightKg),
  factors: (athlete: Athlete) => award({ efforts: [], athlete }).details.factors,
  points: (given: Parameters<typeof award>[0]) => {
    const { points, details } = award(given)
    const { raw, limit, refused } = details
    return { points, raw, limit, refused }
  },
  badges: (facts: Partial<BadgeInput>) => [...earnedBadges({ ...NO_TRAINING, ...facts })],
  'metres-on-foot': metresOnFoot,
  streak: (weeks: string) => streakOf(weeksOf(weeks), RUNNING_WEEK),
  e1rm: ({ formula, ...lift }: Partial<Work> & { formula: recordsApi.Formula }) =>
    e1rmOf({ ...blankWork, ...lift }, formula),
  'chart-percent': ({ reps, reserve }: { reps: number; reserve: number }) =>
    chartPercent(reps, reserve),
  bests: (given: Exercise) => {
    const [bests] = bestsOf([{ ...exercise(given), id: '', exerciseId: null, name: '' }])
    const { loadKg, repLoads, repCounts, epleyKg, volumeKg, paces } = bests ?? {}
    return { loadKg, repLoads, repCounts, epleyKg, volumeKg, paces }
  },
  'next-load': (given: {
    exposures: (Pick<Exposure, 'on'> & { sets: Blocks })[]
    plan?: Blocks
  }) => {
    const exposures = given.exposures.map(({ on, sets }) => ({ on, planned: [], sets: work(sets) }))
    const { why, sets, reps, load } = suggest({
      metric: 'weight_reps',
      equipment: 'barbell',
      unit: 'kg',
      today: '2026-09-16',
      plan: work(given.plan ?? []),
      exposures,
    })
    return { why, sets, reps, load }
  },
  // These two formulas are SQL: the test logs the examples and reads the results over HTTP.
  'muscle-sets': async (exercises: { primary: Muscles; secondary: Muscles; actual: Blocks }[]) => {
    const ada = await app.newAthlete()
    const logged = []
    for (const [index, { primary, secondary, actual }] of exercises.entries()) {
      const body = { name: `No. ${index}`, primaryMuscles: primary, secondaryMuscles: secondary }
      const made = await ada.call(exercisesApi.createExercise, { body })
      logged.push({ exerciseId: made.body.id as string, actual: work(actual) })
    }
    await log(ada, {}, { exercises: logged })
    const { body } = await ada.call(recordsApi.getMuscles, { query: {} })
    const [week] = (body as Output<typeof recordsApi.getMuscles>).weeks.slice(-1)
    return Object.fromEntries((week?.muscles ?? []).map(({ muscle, done }) => [muscle, done]))
  },
  records: async (sessions: Blocks[]) => {
    const ada = await app.newAthlete()
    let records: recordsApi.NewRecord[] = []
    for (const actual of sessions) {
      app.passSeconds(86_400)
      await app.setTimeFor(ada, app.now().toISOString())
      const exercises = [{ name: 'Squat', actual: work(actual) }]
      const body = { title: 'Legs', exercises, completed: {} }
      records = (await ada.call(sessionsApi.createSession, { body })).body.records
    }
    return records.map(({ kind, at, value }) => (at === null ? [kind, value] : [kind, at, value]))
  },
}

describe('docs/formulas.md', () => {
  const examples = readExamples()

  it.each(examples)('$formula: $given is $result', async ({ formula, given, result }) => {
    const rule = formulas[formula]
    expect(rule, `no rule for the examples of "${formula}"`).toBeDefined()

    expect(rounded(await rule?.(JSON.parse(given) as never))).toEqual(JSON.parse(result))
  })

  it('shows an example of each formula', () => {
    const shown = new Set(examples.map(({ formula }) => formula))

    expect(Object.keys(formulas).filter((name) => !shown.has(name))).toEqual([])
  })
})

/** Reads the lines of the page's `formula` blocks. */
function readExamples() {
  const page = readFileSync(PAGE, 'utf8')
  return [...page.matchAll(/^```formula(.*)\n([^`]*)^```$/gm)].flatMap(
    ([, name = '', lines = '']) =>
      lines
        .trim()
        .split('\n')
        .map((line) => {
          const [given = '', result = ''] = line.split(' → ')
          return { formula: name.trim(), given, result }
        }),
  )
}

type Blocks = readonly Partial<Work>[]
type Muscles = Muscle[]

interface Exercise {
  readonly name?: string
  readonly metric?: Metric
  readonly planned?: Blocks
  readonly actual?: Blocks
  readonly id?: string
  readonly substitutes?: string
}

function exercise({ metric = 'weight_reps', planned = [], actual = [], ...names }: Exercise) {
  const both = { planned: work(planned), actual: work(actual) }
  return { type: null, metric, id: '', substitutes: null, isAdded: false, ...names, ...both }
}

const work = (blocks: Blocks) => blocks.map((block) => ({ ...blankWork, ...block }))

function award(given: {
  efforts: Parameters<typeof metMinutesOf>[0]
  athlete?: Partial<Athlete>
  adherence?: number
  day?: { points: number; awards: number }
}) {
  const now = new Date('2026-09-07T10:00:00Z')
  const efforts = given.efforts.map((effort) => ({ ...nothing, ...effort }))
  const unknown = { age: null, gender: null, fitnessLevel: null, trainingFrequency: null }
  const { athlete, adherence = null, day = { points: 0, awards: 0 } } = given
  const circumstances = { plannedFor: null, completedAt: now, now, day, isOverlapping: false }
  return awardOf(efforts, { ...unknown, ...athlete }, adherence, circumstances)
}

const RUNNING_WEEK = '2026-09-07'

/** Parses weeks written as `done/planned`, or `-` for neither; the last is the current week. */
function weeksOf(text: string) {
  const all = text.split(' ')
  return all.flatMap((week, index) => {
    const [done = 0, planned = 0] = week.split('/').map(Number)
    const on = addDays(RUNNING_WEEK, -7 * (all.length - 1 - index))
    return week === '-' ? [] : [{ on, planned, done, trained: done }]
  })
}

const nothing = { load: 0, reps: 0, speed: 0, sets: 0, totalReps: 0 }

/** Removes floating-point noise, so that the page can show results worked out by hand. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toFixed(6))
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]))
}
