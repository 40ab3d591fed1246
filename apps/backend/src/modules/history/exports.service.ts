import { historyApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import type { StoredWork } from '../../db/fragments.ts'
import type { SeriesRow } from '../../db/tables/series.ts'
import type { PlannedExercise } from '../../db/tables/sessionExercises.ts'
import { localTime } from '../../utils/calendar.ts'
import { toCsv } from '../../utils/spreadsheet.ts'
import * as importedService from '../exercises/imported.service.ts'
import * as measurementsService from '../measurements/measurements.service.ts'
import * as usersService from '../users/users.service.ts'
import * as exportsRepository from './exports.repository.ts'
import type { ExportedSession } from './exports.repository.ts'
import { COLUMNS, rowsOf } from './exports.rules.ts'

/** Sessions in one statement: at most a second of work, and little memory. */
const BATCH = 100

/** Yields every completed session as a table, latest first, in parts. */
export async function* csv(ctx: Context, user: User): AsyncGenerator<string> {
  const { unit } = await usersService.getMe(ctx, user)
  yield toCsv([COLUMNS])
  for await (const sessions of inBatches(ctx, user, true))
    yield toCsv(
      sessions.flatMap((session) => {
        const startedAt = session.startedAt ?? session.happensAt
        return rowsOf(session, localTime(startedAt, session.timezone).replace('T', ' '), unit)
      }),
    )
}

/** Yields the whole history as one object, in parts. Properties outside the contract are left out. */
export async function* json(ctx: Context, user: User): AsyncGenerator<string> {
  const own = await importedService.listOwn(ctx, user.id)
  const exercises = own.map((exercise) => historyApi.HistoryExercise.parse(exercise))
  const planned = await exportsRepository.listSeries(ctx.db, user.id)
  const head = {
    format: historyApi.HISTORY_FORMAT,
    version: historyApi.HISTORY_VERSION,
    exportedAt: ctx.clock().toISOString(),
    exercises,
    series: planned.map(presentSeries),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"sessions":[`
  let separator = '\n'
  for await (const sessions of inBatches(ctx, user, false)) {
    yield separator + sessions.map((session) => JSON.stringify(present(session))).join(',\n')
    separator = ',\n'
  }
  yield '\n],"measurements":['
  separator = '\n'
  for await (const days of measurementsService.listInBatches(ctx, user)) {
    yield separator + days.map((day) => JSON.stringify(day)).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

async function* inBatches(ctx: Context, user: User, isCompletedOnly: boolean) {
  let after: ExportedSession | undefined
  for (;;) {
    const filter = { owner: user.id, after, isCompletedOnly, limit: BATCH }
    const sessions = await exportsRepository.listHistory(ctx.db, filter)
    if (sessions.length > 0) yield sessions
    if (sessions.length < BATCH) return
    after = sessions.at(-1)
  }
}

function present({ happensAt: _, ...session }: ExportedSession) {
  const parsed = historyApi.HistorySession.parse({
    ...session,
    exercises: session.exercises.map((exercise) => ({
      ...planOf(exercise),
      isAdded: exercise.isAdded,
      isSkipped: exercise.isSkipped,
      substitutes: indexIn(session, exercise.substitutes),
      actual: exercise.actual,
    })),
  })
  return {
    ...parsed,
    exercises: parsed.exercises.map((exercise) => ({
      ...exercise,
      planned: exercise.planned.map(compact),
      actual: exercise.actual.map(({ position, ...work }, index) =>
        compact(position === index ? work : { ...work, position }),
      ),
    })),
  }
}

function presentSeries({ template, ...series }: SeriesRow) {
  return historyApi.HistorySeries.parse({
    ...series,
    template: { ...template, exercises: template.exercises.map(planOf) },
  })
}

const planOf = (exercise: PlannedExercise) => ({
  exerciseId: exercise.exerciseId,
  name: exercise.name,
  type: exercise.type,
  metric: exercise.metric,
  primaryMuscles: exercise.primaryMuscles,
  secondaryMuscles: exercise.secondaryMuscles,
  superset: exercise.superset,
  notes: exercise.notes,
  planned: exercise.planned,
})

/** The export names exercises by their index in the session, because ids change on import. */
const indexIn = ({ exercises }: Pick<ExportedSession, 'exercises'>, id: string | null) =>
  id === null ? null : exercises.findIndex((exercise) => exercise.id === id)

/** Leaves out measures without a value, which would be most of the file. */
const compact = (work: StoredWork) =>
  Object.fromEntries(Object.entries(work).filter(([, value]) => value !== null))
