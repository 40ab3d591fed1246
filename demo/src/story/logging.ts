import { loggingApi, progressApi, sessionsApi } from '@fitvibe/contract'

import { refusalOf } from '../client.ts'
import { count, fact, heading, line, moment, percent, table } from '../print.ts'
import type { Athlete } from './athlete.ts'
import { describe } from './training.ts'

type Log = loggingApi.SessionLog

/** Plans a copy of a session, starts it, tries to change its frozen plan, and returns its log. */
export async function start(athlete: Athlete, before: sessionsApi.Session): Promise<Log> {
  const { client, name } = athlete
  heading(`${name} starts a session and sees plan, log and last time side by side`)
  const { id } = await client.send(sessionsApi.createSession, {
    body: {
      title: `${before.title} again`,
      plannedFor: new Date().toISOString(),
      timezone: athlete.timezone,
      exercises: before.exercises.map((exercise) => ({
        ...(exercise.exerciseId ? { exerciseId: exercise.exerciseId } : { name: exercise.name }),
        metric: exercise.metric,
        superset: exercise.superset,
        planned: exercise.planned,
      })),
    },
  })
  const { startedAt } = await client.send(loggingApi.startSession, { params: { id } })
  const again = await client.send(loggingApi.startSession, { params: { id } })
  fact('Started', `${moment(startedAt, athlete.timezone)}, twice: ${startedAt === again.startedAt}`)
  const call = { params: { id }, body: { plannedFor: null } }
  const { status, envelope } = await refusalOf(client.send(sessionsApi.updateSession, call), 409)
  fact('Change plan', `${status} ${envelope?.error.code}`)
  return showLog(athlete, id)
}

/** Logs sets, sends one twice and one late, replaces the second exercise and skips the third. */
export async function logSets(athlete: Athlete, log: Log): Promise<void> {
  const { client, name } = athlete
  heading(`${name} logs set by set over a bad network`)
  const { id } = log
  const [first, second, third] = log.exercises
  if (!first || !second || !third) throw new Error('The session has fewer than three exercises.')
  const put = (exerciseId: string, position: number, body: { reps: number; load?: number }) =>
    client.send(loggingApi.putSet, { params: { id, exerciseId, position }, body })
  const earlier = new Date(Date.now() - 60_000).toISOString()
  for (const [position, reps] of [6, 6, 5].entries())
    await put(first.id, position + 1, { reps, load: 62.5 })
  await put(first.id, 3, { reps: 5, load: 62.5 })
  await client.send(loggingApi.putSet, {
    params: { id, exerciseId: first.id, position: 1 },
    body: { reps: 1, load: 20, loggedAt: earlier },
  })
  const swap = await client.send(loggingApi.addExercise, {
    params: { id },
    body: { name: 'Cable row', substitutes: second.id },
  })
  for (const position of [0, 1, 2]) await put(swap.id, position, { reps: 12, load: 40 })
  await client.send(loggingApi.skipExercise, {
    params: { id, exerciseId: third.id },
    body: { isSkipped: true },
  })
  await showLog(athlete, id)
}

/** Completes the session with the logged sets and shows its adherence. */
export async function finish(athlete: Athlete, { id }: Log): Promise<void> {
  const { client, name } = athlete
  heading(`${name} completes the session and compares plan and sets`)
  await client.send(sessionsApi.completeSession, { params: { id }, body: {} })
  const session = await client.send(sessionsApi.getSession, { params: { id } })
  table(
    ['Exercise', 'Planned', 'Done', 'Share', 'Status'],
    session.exercises.map(({ name, planned, actual, adherence }) => [
      name,
      describe(planned),
      describe(actual),
      percent(adherence?.share ?? null),
      adherence?.status,
    ]),
  )
  fact('Session', `${percent(session.adherence)} of plan: ${session.adherenceStatus ?? '-'}`)
  const { volume, plannedTotals, adherence, met } = await client.send(progressApi.getSummary, {})
  fact('All sessions', `${percent(adherence)} of the sets due`)
  const { completed, moved, partial, skipped } = met
  fact(
    'Adherence',
    `${completed} as planned, ${moved} moved, ${partial} partial, ${skipped} missed`,
  )
  line(`${count(volume)} kg lifted in all, ${count(plannedTotals.volume)} kg planned.`)
}

async function showLog({ client }: Athlete, id: string): Promise<Log> {
  const log = await client.send(loggingApi.getLog, { params: { id } })
  table(
    ['Exercise', 'Planned', 'Logged', 'Last time'],
    log.exercises.map(({ name, planned, logged, last, isSkipped }) => [
      isSkipped ? `${name} (skipped)` : name,
      describe(planned),
      describe(logged),
      describe(last?.sets ?? []),
    ]),
  )
  return log
}
