import { createHash } from 'node:crypto'

import type { importsApi } from '@fitvibe/contract'

import { translate, type Language } from '../../config/i18n.ts'
import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound } from '../../errors.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { createTurns } from '../../utils/turns.ts'
import * as broughtService from '../exercises/brought.service.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import { read, type Brought } from './bringing.service.ts'
import * as broughtSeriesService from './broughtSeries.service.ts'
import * as importsRepository from './imports.repository.ts'
import type { Problem } from './rows.rules.ts'
import * as writtenRepository from './written.repository.ts'

/** How long a file waits to be committed. */
const KEPT_SECONDS = 86_400
/** Files of one athlete that wait at a time; one more, and the oldest is forgotten. */
const MOST_OPEN = 5
const LISTED = 100
const PROBLEMS_TOLD = 1_000
const BATCH = 100

/** A file of 100,000 rows takes half the memory a process has: never two at a time. */
export const inTurn = createTurns({ atOnce: 1, waiting: 8 })

type Preview = importsApi.ImportPreview
interface Upload {
  readonly bytes: Uint8Array
  readonly name: string | undefined
}

/**
 * Reads a file and says what committing it would write; nothing is written to the history.
 * @throws AppError UNPROCESSABLE for a file of no app we know, UNAVAILABLE when many others bring one
 */
export function preview(
  ctx: Context,
  user: User,
  lang: Language,
  file: Upload,
  key: string | undefined,
): Promise<Preview> {
  return inTurn(() => previewNow(ctx, user, lang, file, key))
}

async function previewNow(
  ctx: Context,
  user: User,
  lang: Language,
  file: Upload,
  key: string | undefined,
): Promise<Preview> {
  const content = createHash('sha256').update(file.bytes).digest('base64url')
  const body = { content, name: file.name ?? null }
  const { file: found, kept } = await read(ctx, user, file.bytes)
  const request = { owner: user.id, key, name: 'previewImport', body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const { fresh, changed } = await sortOut(ctx, user.id, found.workouts)
    const createdAt = ctx.clock()
    const id = ctx.newId()
    const columns = { source: found.source, fileName: file.name ?? null, createdAt }
    const counts = { workouts: fresh.length, sets: setsOf(fresh) }
    const stored = { ...columns, ...counts, owner: user.id, id, kept }
    await importsRepository.insertImport(ctx.db, stored)
    await importsRepository.deleteOpenBut(ctx.db, user.id, MOST_OPEN)
    return {
      id,
      source: found.source,
      fileName: columns.fileName,
      encoding: found.encoding,
      ...spanOf(fresh, user.timezone),
      ...counts,
      alreadyImported: found.workouts.length - fresh.length,
      changedSince: changed,
      volume: found.missing.includes('unit') ? null : volumeOf(fresh),
      ignored: found.ignored,
      exercises: found.source === 'fitvibe' ? [] : await namesIn(ctx, user, lang, fresh),
      missing: [...found.missing],
      timezone: user.timezone,
      ...told(found.problems, lang),
      expiresAt: secondsAfter(createdAt, KEPT_SECONDS).toISOString(),
    }
  })
}

/** Workouts that are not here yet, and how many of the others the file has otherwise by now. */
export async function sortOut(ctx: Context, owner: string, workouts: readonly Brought[]) {
  const keys = workouts.map((workout) => workout.key)
  const imported = await importsRepository.listImported(ctx.db, owner, keys)
  const before = new Map(imported.map((one) => [one.key, one.content]))
  const formerIds = workouts.flatMap(({ formerId }) => formerId ?? [])
  const own = await writeSessionsService.known(ctx, owner, formerIds)
  const fresh = workouts.filter(
    ({ key, formerId }) => !before.has(key) && !(formerId !== null && own.has(formerId)),
  )
  const changed = workouts.filter(
    ({ key, content }) => before.has(key) && before.get(key) !== content,
  )
  return { fresh, changed: changed.length }
}

const exercisesOf = (workouts: readonly Brought[]) =>
  workouts.flatMap(({ session }) => session.exercises)

export const setsOf = (workouts: readonly Brought[]) =>
  exercisesOf(workouts).reduce(
    (sum, { actual }) => sum + actual.reduce((sets, block) => sets + (block.sets ?? 1), 0),
    0,
  )

function volumeOf(workouts: readonly Brought[]): number {
  let volume = 0
  for (const { actual } of exercisesOf(workouts))
    for (const { setType, sets, load, reps } of actual)
      if (setType !== 'warmup') volume += (sets ?? 1) * (load ?? 0) * (reps ?? 0)
  return Math.round(volume * 100) / 100
}

function spanOf(workouts: readonly Brought[], timezone: string) {
  const times = workouts.flatMap(({ session }) => session.startedAt ?? session.plannedFor ?? [])
  const sorted = times.toSorted((a, b) => a.getTime() - b.getTime())
  const day = (time: Date | undefined) => (time ? dayOf(time, timezone) : null)
  return { from: day(sorted.at(0)), to: day(sorted.at(-1)) }
}

async function namesIn(
  ctx: Context,
  user: User,
  lang: Language,
  workouts: readonly Brought[],
): Promise<Preview['exercises']> {
  const named = new Map<string, Preview['exercises'][number]>()
  for (const { name, metric, actual } of exercisesOf(workouts)) {
    const one = named.get(name)
    const sets = (one?.sets ?? 0) + actual.length
    named.set(name, { name, sets, metric: one?.metric ?? metric, match: null, suggestions: [] })
  }
  const likeness = await broughtService.likenessOf(ctx, user.id, lang, [...named.keys()])
  return [...named.values()]
    .map((one) => {
      const { match, suggestions } = likeness.get(one.name) ?? { match: null, suggestions: [] }
      return { ...one, match: match && present(match), suggestions: suggestions.map(present) }
    })
    .toSorted((a, b) => b.sets - a.sets || a.name.localeCompare(b.name))
}

const present = ({ id, name, similarity }: { id: string; name: string; similarity: number }) => ({
  exerciseId: id,
  name,
  similarity: Math.round(similarity * 100) / 100,
})

/** Problems in the caller's language, by line. */
export function told(problems: readonly Problem[], lang: Language) {
  return {
    problemCount: problems.length,
    problems: problems.slice(0, PROBLEMS_TOLD).map((problem) => ({
      ...problem,
      message: translate(lang, `imports.problems.${problem.code}`),
    })),
  }
}

export function list(ctx: Context, owner: string) {
  return importsRepository.listImports(ctx.db, owner, LISTED)
}

/**
 * Takes back what an import wrote and nobody has changed since, or forgets one not committed.
 * @throws AppError NOT_FOUND, CONFLICT when it has been taken back already
 */
export function undo(ctx: Context, owner: string, id: string) {
  const key = { owner, id }
  return inTransaction(ctx, async (ctx) => {
    if (await importsRepository.deleteOpen(ctx.db, key))
      return { removed: 0, kept: 0, exercisesRemoved: 0, exercisesKept: 0 }
    if (!(await importsRepository.setUndone(ctx.db, key, ctx.clock()))) {
      if (await importsRepository.findKept(ctx.db, key)) throw conflict('errors.importUndone')
      throw notFound('errors.notFound.import')
    }
    const { SESSIONS, EXERCISES } = writtenRepository
    const sessions = await writtenRepository.lockUntouched(ctx.db, key, SESSIONS)
    await writeSessionsService.erase(ctx, owner, sessions)
    await writtenRepository.deleteNotes(ctx.db, key, SESSIONS, sessions)
    await broughtSeriesService.erase(ctx, key)
    const untouched = await writtenRepository.lockUntouched(ctx.db, key, EXERCISES)
    const exercises = await broughtService.erase(ctx, owner, untouched)
    await writtenRepository.deleteNotes(ctx.db, key, EXERCISES, exercises)
    const left = await importsRepository.countLeft(ctx.db, key)
    return {
      removed: sessions.length,
      kept: left.workouts,
      exercisesRemoved: exercises.length,
      exercisesKept: left.exercises,
    }
  })
}

/** Forgets files that nobody committed within a day. */
export async function forgetOld(ctx: Context): Promise<number> {
  const before = secondsAfter(ctx.clock(), -KEPT_SECONDS)
  let total = 0
  for (;;) {
    const deleted = await importsRepository.deleteOld(ctx.db, before, BATCH)
    total += deleted
    if (deleted < BATCH) return total
  }
}
