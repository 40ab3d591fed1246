import { sessionsApi } from '@fitvibe/contract'
import type { Call, exercisesApi, workApi } from '@fitvibe/contract'

import { count, fact, heading, line, moment, percent, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

type Session = sessionsApi.Session
type Actuals = NonNullable<Call<typeof sessionsApi.completeSession>['body']['actuals']>

const MINUTE_MS = 60_000

export async function plan(
  athlete: Athlete,
  press: exercisesApi.Exercise,
  row: exercisesApi.Exercise,
): Promise<Session> {
  heading(`${athlete.name} plans a session for today`)
  const { id } = await athlete.client.send(sessionsApi.createSession, {
    body: {
      title: 'Upper body',
      notes: 'Pause on the chest.',
      plannedFor: new Date().toISOString(),
      timezone: athlete.timezone,
      exercises: [
        {
          exerciseId: press.id,
          planned: [
            { setType: 'warmup', sets: 1, reps: 10, load: 40 },
            { sets: 4, reps: 6, load: 60, rpe: 8, restSec: 150 },
          ],
        },
        { exerciseId: row.id, superset: 1, planned: { sets: 3, reps: 12, restSec: 90 } },
        {
          name: 'Plank',
          type: 'strength',
          metric: 'duration',
          superset: 1,
          planned: { sets: 3, durationSec: 60 },
        },
      ],
    },
  })
  return showSession(athlete, id)
}

export async function showSession(athlete: Athlete, id: string): Promise<Session> {
  const session = await athlete.client.send(sessionsApi.getSession, { params: { id } })
  fact('Session', `${session.title} (${session.status}, ${session.visibility})`)
  fact('Planned for', moment(session.plannedFor, session.timezone))
  if (session.attribution)
    fact('Cloned from', session.attribution.name ?? 'a suspended or deleted account')
  table(
    ['Exercise', 'Planned', 'Done'],
    session.exercises.map(({ name, planned, actual }) => [
      name,
      describe(planned),
      describe(actual),
    ]),
  )
  return session
}

/** Completes a session that took the last `minutes` and explains its points. */
export async function complete(
  athlete: Athlete,
  session: Session,
  { actuals, minutes }: { actuals: Actuals; minutes: number },
): Promise<void> {
  heading(`${athlete.name} completes the session`)
  const { award, records, totals, calories, adherence } = await athlete.client.send(
    sessionsApi.completeSession,
    {
      params: { id: session.id },
      body: {
        actuals,
        startedAt: new Date(Date.now() - minutes * MINUTE_MS).toISOString(),
        durationSec: minutes * 60,
      },
    },
  )
  fact('Done', `${totals.sets} sets, ${totals.reps} reps, ${count(totals.volume)} kg`)
  fact('Time', `${Math.round(totals.durationSec / 60)} min, ${calories ?? '-'} kcal`)
  fact('Adherence', percent(adherence))
  fact('Points', `${award.points} (algorithm ${award.algorithmVersion})`)
  line(award.explanation)
  for (const { exercise, kind, at, value, previous } of records)
    fact(
      'New best',
      `${exercise.name}: ${kind}${at === null ? '' : ` at ${at}`} ${value}, previously ${previous}`,
    )
}

/** Returns the planned sets as actual ones; the last set of the first exercise lacks `missed` reps. */
export function almostAsPlanned({ exercises }: Session, missed: number): Actuals {
  return exercises.flatMap(({ id: sessionExerciseId, planned }, index) => {
    const blocks = planned.flatMap((work) =>
      Array.from({ length: work.sets ?? 1 }, () => ({ ...work, sessionExerciseId, sets: 1 })),
    )
    const last = blocks.at(-1)
    if (index > 0 || !last || last.reps === null) return blocks
    return [...blocks.slice(0, -1), { ...last, reps: Math.max(0, last.reps - missed), rpe: 9.5 }]
  })
}

/** Formats blocks as `1 x 10 x 40 kg, 4 x 6 x 60 kg`; merges equal neighbours. */
export function describe(work: readonly workApi.Work[]): string {
  const merged: { sets: number; text: string }[] = []
  for (const { sets, reps, load, distance, durationSec, setType } of work) {
    const parts = [
      reps !== null && ` x ${reps}`,
      load !== null && ` x ${load} kg`,
      distance !== null && ` x ${distance} m`,
      durationSec !== null && ` x ${durationSec} s`,
      setType !== 'working' && ` ${setType}`,
    ]
    const text = parts.filter((part) => part !== false).join('')
    const last = merged.at(-1)
    if (last?.text === text) last.sets += sets ?? 1
    else merged.push({ sets: sets ?? 1, text })
  }
  return merged.map(({ sets, text }) => `${sets}${text}`).join(', ')
}
