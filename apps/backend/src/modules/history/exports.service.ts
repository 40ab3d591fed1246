import { historyApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import type { StoredWork } from '../../db/fragments.ts'
import { localTime } from '../../utils/calendar.ts'
import * as importedService from '../exercises/imported.service.ts'
import * as exportsRepository from './exports.repository.ts'
import type { ExportedSeries, ExportedSession } from './exports.repository.ts'
import { COLUMNS, rowsOf, toCsv } from './exports.rules.ts'

/** Sessions to a statement: a second's work at most, and little to hold. */
const BATCH = 100

/** Every completed session as a table, latest first, piece by piece. */
export async function* csv(ctx: Context, owner: string): AsyncGenerator<string> {
  yield toCsv([COLUMNS])
  for await (const sessions of inBatches(ctx, owner, true))
    yield toCsv(
      sessions.flatMap((session) => {
        const startedAt = session.startedAt ?? session.happensAt
        return rowsOf(session, localTime(startedAt, session.timezone).replace('T', ' '))
      }),
    )
}

/** The whole history as one object, piece by piece; what is not declared does not leave. */
export async function* json(ctx: Context, owner: string): AsyncGenerator<string> {
  const own = await importedService.listOwn(ctx, owner)
  const exercises = own.map((exercise) =>
    historyApi.HistoryExercise.parse({
      ...exercise,
      createdAt: exercise.createdAt.toISOString(),
      archivedAt: exercise.archivedAt?.toISOString() ?? null,
    }),
  )
  const planned = await exportsRepository.listSeries(ctx.db, owner)
  const head = {
    format: historyApi.HISTORY_FORMAT,
    version: historyApi.HISTORY_VERSION,
    exportedAt: ctx.clock().toISOString(),
    exercises,
    series: planned.map(presentSeries),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"sessions":[`
  let separator = '\n'
  for await (const sessions of inBatches(ctx, owner, false)) {
    yield separator + sessions.map((session) => JSON.stringify(present(session))).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

async function* inBatches(ctx: Context, owner: string, isCompletedOnly: boolean) {
  let after: ExportedSession | undefined
  for (;;) {
    const filter = { owner, after, isCompletedOnly, limit: BATCH }
    const sessions = await exportsRepository.listHistory(ctx.db, filter)
    if (sessions.length > 0) yield sessions
    if (sessions.length < BATCH) return
    after = sessions.at(-1)
  }
}

function present({ happensAt: _, ...session }: ExportedSession) {
  const parsed = historyApi.HistorySession.parse({
    ...session,
    plannedFor: session.plannedFor?.toISOString() ?? null,
    startedAt: session.startedAt?.toISOString() ?? null,
    completedAt: session.completedAt?.toISOString() ?? null,
    canceledAt: session.canceledAt?.toISOString() ?? null,
    createdAt: session.createdAt.toISOString(),
    exercises: session.exercises.map((exercise) => ({
      ...planOf(exercise),
      isAdded: exercise.isAdded,
      isSkipped: exercise.isSkipped,
      substitutes: placeOf(session, exercise.substitutes),
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

function presentSeries({ createdAt, template, ...series }: ExportedSeries) {
  return historyApi.HistorySeries.parse({
    ...series,
    createdAt: createdAt.toISOString(),
    template: { ...template, exercises: template.exercises.map(planOf) },
  })
}

type Planned = Omit<
  ExportedSession['exercises'][number],
  'id' | 'position' | 'actual' | 'isAdded' | 'isSkipped' | 'substitutes'
>

const planOf = (exercise: Planned) => ({
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

/** Ids stay here: an exercise is named by its place in the session. */
const placeOf = ({ exercises }: Pick<ExportedSession, 'exercises'>, id: string | null) =>
  id === null ? null : exercises.findIndex((exercise) => exercise.id === id)

/** What was not measured is left out: it is most of a file else. */
const compact = (work: StoredWork) =>
  Object.fromEntries(Object.entries(work).filter(([, value]) => value !== null))
