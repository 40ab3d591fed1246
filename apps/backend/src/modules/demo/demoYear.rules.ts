import { addDays } from '../../utils/calendar.ts'
import {
  BLOCK_WEEKS,
  bodyweight,
  held,
  isDeload,
  lifted,
  plannedSets,
  type Lift,
  type Phase,
} from './lifting.rules.ts'
import { createRandom, type Random } from './random.rules.ts'
import { minutesOf, race, run } from './running.rules.ts'
import type { Step, Trained } from './step.ts'

export const DEMO = 'demo'

/** Whole weeks before the current one. The last block has begun two weeks before it. */
const WEEKS = 50
const BLOCKS = 9
const CURRENT_BLOCK = (BLOCKS - 1) * BLOCK_WEEKS
const FLU_WEEK = CURRENT_BLOCK - 5
const RACE_WEEK = CURRENT_BLOCK - 11
/** From this week on there is a second, easy run. */
const EASY_RUNS_FROM = CURRENT_BLOCK - 12

const heavy = { weekly: 2, plates: 2.5, hasWarmup: true } as const
const squat: Lift = { slug: 'barbell-squat', from: 70, to: 112.5, sets: 3, reps: 5, ...heavy }
const deadlift: Lift = { slug: 'barbell-deadlift', from: 90, to: 140, sets: 3, reps: 5, ...heavy }
const romanian: Lift = { slug: 'romanian-deadlift', from: 60, to: 95, sets: 3, reps: 8, ...heavy }
const press = { weekly: 1.25, plates: 1.25, hasWarmup: true } as const
const bench: Lift = {
  slug: 'barbell-bench-press-medium-grip',
  from: 50,
  to: 77.5,
  sets: 3,
  reps: 5,
  ...press,
}
const overhead: Lift = {
  slug: 'standing-military-press',
  from: 32.5,
  to: 48.75,
  sets: 3,
  reps: 5,
  ...press,
}
const row: Lift = {
  slug: 'bent-over-barbell-row',
  from: 45,
  to: 67.5,
  weekly: 1.25,
  plates: 1.25,
  sets: 3,
  reps: 8,
}
const legPress: Lift = {
  slug: 'leg-press',
  from: 100,
  to: 170,
  weekly: 5,
  plates: 5,
  sets: 3,
  reps: 10,
}
const dumbbells = { weekly: 0.5, plates: 2, sets: 3 }
const incline: Lift = { slug: 'incline-dumbbell-press', from: 16, to: 26, reps: 10, ...dumbbells }
const curl: Lift = { slug: 'dumbbell-bicep-curl', from: 8, to: 14, reps: 12, ...dumbbells }
const facePull: Lift = { ...dumbbells, slug: 'face-pull', from: 15, to: 25, plates: 2.5, reps: 15 }

/** A session of the programme, which is on the same weekday every week of a block. */
interface Day {
  readonly title: string
  readonly weekday: number
  readonly deloadWeekday: number
  readonly visibility: 'private' | 'public'
  readonly lifts: readonly Lift[]
  /** Exercises without load. */
  readonly rest: (phase: Phase, random: Random) => Trained[]
}

const pullups = ({ progress }: Phase) => Math.round(4 + 5 * progress)

const DAYS: readonly Day[] = [
  {
    title: 'Full body A: squat and bench',
    weekday: 0,
    deloadWeekday: 0,
    visibility: 'public',
    lifts: [squat, bench, row],
    rest: ({ progress }) => [held('plank', 3, 30 + Math.round(progress * 6) * 5)],
  },
  {
    title: 'Full body B: deadlift and press',
    weekday: 2,
    deloadWeekday: 3,
    visibility: 'private',
    lifts: [deadlift, overhead, facePull],
    rest: (phase, random) => [bodyweight('pullups', 3, pullups(phase), random)],
  },
  {
    title: 'Full body C: volume',
    weekday: 4,
    deloadWeekday: 5,
    visibility: 'private',
    lifts: [legPress, incline, romanian, curl],
    rest: () => [],
  },
]

const LONG_RUN = 'Long run'
const SUNDAY = 6

/** Returns the year of the demo account up to yesterday; `thisWeek` is the Monday before `today`. */
export function demoYear(thisWeek: string): Step[] {
  const random = createRandom(2_026)
  const weeks = Array.from({ length: WEEKS + 1 }, (_, week) => ({
    week,
    monday: addDays(thisWeek, 7 * (week - WEEKS)),
  }))
  const current = weeks.find(({ week }) => week === CURRENT_BLOCK)?.monday ?? thisWeek
  return [
    ...weeks.flatMap(({ week, monday }) => profileChanges(week, monday, random)),
    ...seriesOf(current),
    ...weeks.flatMap(({ week, monday }) =>
      week === FLU_WEEK
        ? cancelled(monday)
        : [
            ...DAYS.flatMap((day) => lifting(day, week, monday, random)),
            ...runs(week, monday, random),
          ],
    ),
  ]
}

/** Body weight every other week, and what else changes in the profile. */
function profileChanges(week: number, monday: string, random: Random): Step[] {
  if (week % 2 > 0) return []
  const weight = 84.4 - 4.6 * (week / WEEKS) ** 0.7 + random.between(-4, 4) / 10
  const changes = {
    weight: Math.round(weight * 10) / 10,
    ...(week === 0 && { fitnessLevel: 'beginner' as const, trainingFrequency: 'weekly' as const }),
    ...(week === 26 && { fitnessLevel: 'intermediate' as const, onLeaderboard: true }),
  }
  return [{ athlete: DEMO, at: `${monday}T07:05`, kind: 'profile', changes }]
}

function phaseOf(week: number): Phase {
  const block = Math.floor(week / BLOCK_WEEKS)
  // The week after the flu repeats the week before it.
  const position = (week % BLOCK_WEEKS) - (week === FLU_WEEK + 1 ? 2 : 0)
  return { progress: block / (BLOCKS - 1), week: Math.max(0, position) }
}

function lifting(day: Day, week: number, monday: string, random: Random): Step[] {
  const phase = phaseOf(week)
  const isLight = isDeload(phase)
  const on = addDays(monday, isLight ? day.deloadWeekday : day.weekday)
  const minutes = isLight ? random.between(38, 46) : random.between(54, 72)
  const at = endOf(on, 18 * 60 + random.between(2, 24) + minutes)
  const exercises = [
    ...day.lifts.map((lift) => lifted(lift, phase, random)),
    ...day.rest(phase, random),
  ]
  const { title } = day
  const common = { athlete: DEMO, at, title, minutes }
  if (week >= CURRENT_BLOCK) {
    const actuals = exercises.map(({ actual }) => actual)
    return [{ ...common, kind: 'complete', on, actuals }]
  }
  const visibility = isLight ? 'private' : day.visibility
  const plannedAt = `${on}T18:00`
  return [
    {
      ...common,
      ...(isLight && { notes: 'Deload: same lifts, two thirds of the load.' }),
      kind: 'log',
      visibility,
      plannedAt,
      exercises,
    },
  ]
}

function runs(week: number, monday: string, random: Random): Step[] {
  const sunday = addDays(monday, SUNDAY)
  if (week === RACE_WEEK) return [raceOn(sunday)]
  const progress = week / WEEKS
  // Every fourth long run is shorter.
  const metres = Math.round(5 + 7 * progress - (week % 4 === 3 ? 2 : 0)) * 1_000
  const long = [run({ metres, pace: Math.round(392 - 45 * progress), rpe: 5 }, random)]
  const minutes = minutesOf(long)
  const common = { athlete: DEMO, at: endOf(sunday, 10 * 60 + minutes), title: LONG_RUN, minutes }
  const sundays: Step[] =
    week >= CURRENT_BLOCK
      ? [
          {
            ...common,
            kind: 'complete',
            on: sunday,
            actuals: long.map(({ actual }) => actual),
          },
        ]
      : [
          {
            ...common,
            kind: 'log',
            plannedAt: `${sunday}T10:00`,
            visibility: week % 3 === 0 ? 'public' : 'followers',
            exercises: long,
          },
        ]
  return week < EASY_RUNS_FROM ? sundays : [...sundays, easyRun(addDays(monday, 1), random)]
}

function easyRun(on: string, random: Random): Step {
  const exercises = [run({ metres: 5_000, pace: 362, rpe: 3 }, random)]
  const minutes = minutesOf(exercises)
  const at = endOf(on, 7 * 60 + random.between(0, 15) + minutes)
  return { athlete: DEMO, at, kind: 'log', title: 'Easy run', minutes, exercises }
}

const raceOn = (on: string): Step => ({
  athlete: DEMO,
  at: `${on}T11:00`,
  kind: 'log',
  title: 'City run, 10 km',
  notes: 'First 10 km race. Sub 55!',
  visibility: 'public',
  plannedAt: `${on}T10:00`,
  minutes: 56,
  exercises: [race(10_000, 54 * 60 + 31)],
})

/** The sessions of the week that the athlete was ill: planned, then cancelled. */
function cancelled(monday: string): Step[] {
  const phase = phaseOf(FLU_WEEK)
  const random = createRandom(1)
  const planned = DAYS.map((day) => ({
    title: day.title,
    plannedAt: `${addDays(monday, day.weekday)}T18:00`,
    exercises: planOf(day, phase, random),
  }))
  const at = `${monday}T16:20`
  return [
    ...planned.map((plan): Step => ({
      ...plan,
      athlete: DEMO,
      at: `${addDays(monday, -1)}T20:00`,
      kind: 'plan',
    })),
    ...planned.map(({ title, plannedAt }): Step => ({
      athlete: DEMO,
      at,
      kind: 'cancel',
      title,
      on: plannedAt.slice(0, 10),
    })),
  ]
}

/** The current block as series, whose sessions of the next weeks are planned. */
function seriesOf(monday: string): Step[] {
  const random = createRandom(2)
  const phase = phaseOf(CURRENT_BLOCK)
  const at = `${addDays(monday, -1)}T19:30`
  const lifting = DAYS.map((day) => ({
    title: day.title,
    visibility: day.visibility,
    plannedAt: `${addDays(monday, day.weekday)}T18:00`,
    rule: `FREQ=WEEKLY;BYDAY=${['MO', 'TU', 'WE', 'TH', 'FR'][day.weekday] ?? ''}`,
    exercises: planOf(day, phase, random),
  }))
  const running = {
    title: LONG_RUN,
    visibility: 'followers' as const,
    plannedAt: `${addDays(monday, SUNDAY)}T10:00`,
    rule: 'FREQ=WEEKLY;BYDAY=SU',
    exercises: [run({ metres: 12_000, pace: 350, rpe: 5 }, random)].map(withoutActual),
  }
  return [...lifting, running].map((plan) => ({
    ...plan,
    athlete: DEMO,
    at,
    kind: 'plan' as const,
  }))
}

const planOf = (day: Day, phase: Phase, random: Random) => [
  ...day.lifts.map((lift) => ({ slug: lift.slug, planned: plannedSets(lift, phase) })),
  ...day.rest(phase, random).map(withoutActual),
]

const withoutActual = ({ slug, planned }: Trained) => ({ slug, planned })

/** The local time of a day at these minutes after midnight. */
export function endOf(day: string, minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
