import { addDays } from '../../utils/calendar.ts'
import { clones, follows } from './community.rules.ts'
import { endOf } from './demoYear.rules.ts'
import { BLOCK_WEEKS, bodyweight, held, lifted, type Lift } from './lifting.rules.ts'
import { createRandom, type Random } from './random.rules.ts'
import { intervals, minutesOf, run } from './running.rules.ts'
import type { Step, Trained } from './step.ts'

/** Weeks of training of the other athletes, the current one included. */
const WEEKS = BLOCK_WEEKS

const common = { weekly: 2.5, plates: 2.5, hasWarmup: true } as const
const squat: Lift = { slug: 'barbell-squat', from: 105, to: 105, sets: 4, reps: 4, ...common }
const bench: Lift = {
  ...common,
  slug: 'barbell-bench-press-medium-grip',
  from: 62.5,
  to: 62.5,
  weekly: 1.25,
  plates: 1.25,
  sets: 4,
  reps: 5,
}
const deadlift: Lift = { slug: 'barbell-deadlift', from: 130, to: 130, sets: 3, reps: 3, ...common }
const light = { weekly: 1, plates: 2, sets: 3 } as const
const shoulderPress: Lift = {
  slug: 'dumbbell-shoulder-press',
  from: 14,
  to: 14,
  reps: 10,
  ...light,
}
const goblet: Lift = { slug: 'goblet-squat', from: 20, to: 20, reps: 12, ...light }
const hipThrust: Lift = { ...light, slug: 'barbell-hip-thrust', from: 70, to: 70, reps: 10 }
const pulldown: Lift = { ...light, slug: 'wide-grip-lat-pulldown', from: 40, to: 40, reps: 12 }
const raise: Lift = { ...light, slug: 'side-lateral-raise', from: 6, to: 6, reps: 15, weekly: 0.4 }
const swing: Lift = { ...light, slug: 'one-arm-kettlebell-swings', from: 20, to: 20, reps: 15 }
const legPress: Lift = { ...light, slug: 'leg-press', from: 110, to: 110, reps: 12, plates: 5 }

interface Workout {
  readonly title: string
  /** From Monday, 0. */
  readonly weekday: number
  /** Minutes after midnight. */
  readonly startsAt: number
  readonly minutes?: number
  readonly visibility?: 'private' | 'followers'
  readonly exercises: (week: number, random: Random) => Trained[]
}

interface Friend {
  readonly username: string
  readonly profile: Extract<Step, { kind: 'profile' }>['changes']
  readonly workouts: readonly Workout[]
}

const lifts = (list: readonly Lift[], week: number, random: Random) =>
  list.map((lift) => lifted(lift, { progress: 1, week: Math.min(week, 4) }, random))

const FRIENDS: readonly Friend[] = [
  {
    username: 'mara.lifts',
    profile: { alias: 'Mara', visibility: 'public', weight: 67.5, fitnessLevel: 'advanced' },
    workouts: [
      {
        title: 'Heavy squats',
        weekday: 0,
        startsAt: 17 * 60,
        minutes: 64,
        exercises: (week, random) => lifts([squat, legPress], week, random),
      },
      {
        title: 'Bench day',
        weekday: 3,
        startsAt: 17 * 60 + 20,
        minutes: 58,
        exercises: (week, random) => [
          ...lifts([bench], week, random),
          bodyweight('dips-chest-version', 3, 8, random),
        ],
      },
      {
        title: 'Deadlift day',
        weekday: 5,
        startsAt: 11 * 60,
        minutes: 52,
        exercises: (week, random) => lifts([deadlift, pulldown], week, random),
      },
    ],
  },
  {
    username: 'jonas.runs',
    profile: { alias: 'Jonas', visibility: 'public', weight: 71, fitnessLevel: 'advanced' },
    workouts: [
      {
        title: 'Intervals, 6 × 800 m',
        weekday: 1,
        startsAt: 18 * 60 + 30,
        exercises: (week, random) => [
          intervals({ times: 6, metres: 800, pace: 246 - week }, random),
        ],
      },
      {
        title: 'Easy 8 km',
        weekday: 4,
        startsAt: 6 * 60 + 40,
        exercises: (_, random) => [run({ metres: 8_000, pace: 322, rpe: 3 }, random)],
      },
      {
        title: 'Sunday long run',
        weekday: 6,
        startsAt: 9 * 60,
        exercises: (week, random) => [
          run({ metres: 16_000 + 1_000 * week, pace: 311, rpe: 5 }, random),
        ],
      },
    ],
  },
  {
    username: 'priya.n',
    profile: { alias: 'Priya', visibility: 'public', weight: 58.5, fitnessLevel: 'intermediate' },
    workouts: [
      {
        title: 'Lower body',
        weekday: 2,
        startsAt: 12 * 60 + 10,
        minutes: 47,
        exercises: (week, random) => lifts([hipThrust, goblet], week, random),
      },
      {
        title: 'Upper body',
        weekday: 5,
        startsAt: 10 * 60 + 15,
        minutes: 51,
        exercises: (week, random) => lifts([shoulderPress, pulldown, raise], week, random),
      },
    ],
  },
  {
    username: 'tom.garage',
    profile: { alias: 'Tom', visibility: 'public', weight: 88, fitnessLevel: 'intermediate' },
    workouts: [
      {
        title: 'Garage circuit',
        weekday: 3,
        startsAt: 20 * 60,
        minutes: 34,
        exercises: (week, random) => [
          ...lifts([swing], week, random),
          bodyweight('pushups', 4, 18, random),
          bodyweight('chin-up', 4, 6, random),
          held('plank', 3, 60),
        ],
      },
    ],
  },
  {
    username: 'lena.k',
    profile: { alias: 'Lena', visibility: 'private', fitnessLevel: 'beginner' },
    workouts: [
      {
        title: 'First steps',
        weekday: 2,
        startsAt: 19 * 60,
        minutes: 36,
        visibility: 'private',
        exercises: (week, random) => lifts([goblet, pulldown], week, random),
      },
    ],
  },
]

/** Returns the weeks of the other athletes up to yesterday; `thisWeek` is the Monday before today. */
export function friendsWeeks(thisWeek: string): Step[] {
  const begin = addDays(thisWeek, -7 * (WEEKS - 1))
  return [
    ...FRIENDS.flatMap((friend, index) => [
      ...joining(friend, addDays(begin, -3)),
      ...training(friend, begin, createRandom(100 + index)),
    ]),
    ...follows(addDays(begin, -2)),
    ...clones(thisWeek),
  ]
}

function joining({ username, profile }: Friend, on: string): Step[] {
  const email = `${username}@demo.fitvibe.localhost`
  const changes = { ...profile, onLeaderboard: true, trainingFrequency: 'weekly' as const }
  return [
    { athlete: username, at: `${on}T12:00`, kind: 'join', email },
    { athlete: username, at: `${on}T12:05`, kind: 'profile', changes },
  ]
}

function training({ username, workouts }: Friend, begin: string, random: Random): Step[] {
  return Array.from({ length: WEEKS }, (_, week) =>
    workouts.map((workout): Step => {
      const exercises = workout.exercises(week, random)
      const minutes = workout.minutes ?? minutesOf(exercises)
      const on = addDays(begin, 7 * week + workout.weekday)
      return {
        athlete: username,
        at: endOf(on, workout.startsAt + random.between(0, 12) + minutes),
        kind: 'log',
        title: workout.title,
        visibility: workout.visibility ?? 'public',
        minutes,
        exercises,
      }
    }),
  ).flat()
}
