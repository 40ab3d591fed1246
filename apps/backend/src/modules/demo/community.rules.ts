import { addDays } from '../../utils/calendar.ts'
import { DEMO } from './demoYear.rules.ts'
import type { Step } from './step.ts'

const [MARA, JONAS, PRIYA, TOM, LENA] = [
  'mara.lifts',
  'jonas.runs',
  'priya.n',
  'tom.garage',
  'lena.k',
]

/** The athletes follow each other; the request of one of them waits for an answer. */
export function follows(on: string): Step[] {
  const step = (time: string, athlete: string, kind: 'follow' | 'accept', username: string) =>
    ({ athlete, at: `${on}T${time}`, kind, username }) satisfies Step
  return [
    ...[MARA, JONAS, PRIYA, TOM].map((username) => step('13:00', DEMO, 'follow', username)),
    ...[MARA, JONAS, PRIYA].map((username) => step('13:10', username, 'follow', DEMO)),
    ...[MARA, JONAS, PRIYA].map((username) => step('13:20', DEMO, 'accept', username)),
    step('13:30', MARA, 'follow', PRIYA),
    step('13:30', PRIYA, 'follow', MARA),
    step('13:30', TOM, 'follow', JONAS),
    step('13:40', LENA, 'follow', DEMO),
  ]
}

/** Sessions that athletes cloned from each other: two done and shared, one planned for next week. */
export function clones(thisWeek: string): Step[] {
  const day = (days: number) => addDays(thisWeek, days)
  const squats = { author: 'mara.lifts', title: 'Heavy squats' }
  const fullBody = { author: DEMO, title: 'Full body A: squat and bench' }
  return [
    {
      ...squats,
      athlete: DEMO,
      at: `${day(-13)}T21:00`,
      kind: 'clone',
      plannedAt: `${day(-9)}T11:00`,
    },
    ...done({
      athlete: DEMO,
      title: squats.title,
      on: day(-9),
      at: '12:02',
      minutes: 58,
      actuals: [
        [
          { setType: 'warmup', sets: 2, reps: 5, load: 60 },
          { sets: 4, reps: 4, load: 105, rpe: 7.5, restSec: 150 },
        ],
        [{ sets: 3, reps: 12, load: 130, rpe: 8, restSec: 90 }],
      ],
    }),
    {
      ...fullBody,
      athlete: 'priya.n',
      at: `${day(-7)}T21:40`,
      kind: 'clone',
      plannedAt: `${day(-4)}T12:10`,
    },
    ...done({
      athlete: 'priya.n',
      title: fullBody.title,
      on: day(-4),
      at: '13:05',
      minutes: 52,
      actuals: [
        [{ sets: 3, reps: 5, load: 50, rpe: 7, restSec: 150 }],
        [{ sets: 3, reps: 5, load: 32.5, rpe: 7.5, restSec: 150 }],
        [{ sets: 3, reps: 8, load: 30, rpe: 7, restSec: 90 }],
        [{ sets: 3, durationSec: 45, restSec: 60 }],
      ],
    }),
    {
      athlete: DEMO,
      at: `${day(-5)}T20:15`,
      kind: 'clone',
      author: 'jonas.runs',
      title: 'Intervals, 6 × 800 m',
      plannedAt: `${day(10)}T18:00`,
    },
  ]
}

type Done = Omit<Extract<Step, { kind: 'complete' }>, 'kind'>

/** Completes a planned session and shares it. */
const done = ({ at, ...session }: Done): Step[] => [
  { ...session, at: `${session.on}T${at}`, kind: 'complete' },
  {
    athlete: session.athlete,
    at: `${session.on}T23:00`,
    kind: 'share',
    title: session.title,
    on: session.on,
  },
]
