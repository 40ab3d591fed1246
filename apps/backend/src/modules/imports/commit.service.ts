import type { importProgressApi, importsApi, Input, Language } from '@fitvibe/contract'
import { toMilligrams } from '@fitvibe/training/rounding'

import { translate } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import type { Key } from '../../db/knex.ts'
import { conflict, notFound, unavailable, unprocessable } from '../../errors.ts'
import { inBatches } from '../../utils/batches.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as measurementsService from '../measurements/measurements.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as changesService from './changes.service.ts'
import * as digestsService from './digests.service.ts'
import { linkById, linkByName, type ExerciseLinks } from './exercises.service.ts'
import type { ImportedWorkout, ImportFile } from './importFile.ts'
import * as importsRepository from './imports.repository.ts'
import { splitNewAndKnown, WORKOUTS_PER_STATEMENT, type Compared } from './known.service.ts'
import { parseAgain } from './parse.service.ts'
import { presentProblems } from './present.ts'
import * as progressService from './progress.service.ts'
import type { Attempt, Report } from './progress.service.ts'
import * as importSeriesService from './series.service.ts'
import type { ImportSeries } from './series.service.ts'
import { countMeasurements, countSets } from './totals.rules.ts'

type Body = Input<typeof importsApi.commitImport>['body']

/** A commit with the user's answers. */
export interface CommitRequest {
  readonly body: Body
  readonly lang: Language
  readonly idempotencyKey: string | undefined
}

interface Running {
  /** Aborts if the server stops. */
  readonly signal: AbortSignal
  readonly report: Report
}

/** Identifies a repeated commit. */
export const repeatable = (
  { owner, id }: Key,
  { idempotencyKey, body }: Pick<CommitRequest, 'idempotencyKey' | 'body'>,
) => ({ owner, key: idempotencyKey, name: `commitImport:${id}`, body })

/**
 * Writes all of a file and its result to the history and the progress, or nothing. Only one of several
 * concurrent commits succeeds. A server that stops lets a transaction finish that has begun.
 * @throws AppError NOT_FOUND, CONFLICT if the import is not open, UNPROCESSABLE for missing or wrong
 * answers, QUOTA_EXCEEDED, UNAVAILABLE if the server stops
 */
export async function commit(
  ctx: Context,
  user: User,
  attempt: Attempt,
  { signal, report, ...request }: CommitRequest & Running,
): Promise<importProgressApi.ImportResult> {
  const { id } = attempt
  const { body, lang } = request
  await report({ step: 'reading', done: 0, total: 0 })
  const stored = await importsRepository.findKept(ctx.db, attempt)
  if (!stored) throw notFound('errors.notFound.import')
  const { format, kept } = stored
  if (!kept) throw conflict('errors.importNotOpen')
  const file = await parseWithAnswers(ctx, user, { format, kept, signal }, body)
  if (signal.aborted) throw unavailable(5)
  return idempotencyService.once(ctx, repeatable(attempt, request), async (ctx) => {
    await markCommitted(ctx, attempt)
    const result = await write(ctx, user, id, { file, body, lang, report })
    await progressService.finish(ctx, attempt, { total: result.workouts, result })
    return result
  })
}

/** Re-parses the stored file with the user's answers (unit, zone, day order). */
async function parseWithAnswers(
  ctx: Context,
  user: User,
  { signal, ...stored }: Parameters<typeof parseAgain>[2] & { readonly signal: AbortSignal },
  { takeChanges: _, exercises: __, undated, ...answers }: Body,
): Promise<ImportFile> {
  const { unit, dayOrder, monthLanguage } = answers
  const file = await parseAgain(ctx, user, stored, answers, signal)
  if (file.missing.includes('unit') && !unit)
    throw unprocessable('errors.importUnitMissing', 'body.unit')
  if (file.missing.includes('dayOrder') && !dayOrder)
    throw unprocessable('errors.importDayOrderMissing', 'body.dayOrder')
  const languages = file.monthLanguages.map(({ language }) => language)
  if (languages.length > 0 && !languages.includes(monthLanguage ?? ''))
    throw unprocessable('errors.importMonthLanguageMissing', 'body.monthLanguage')
  if (file.missing.includes('undated') && !undated)
    throw unprocessable('errors.importUndatedMissing', 'body.undated')
  return file
}

/** Marks the import as committed, which succeeds for one request only. */
async function markCommitted(ctx: Context, key: Key): Promise<void> {
  const isMarked = await unlessLocked(() =>
    importsRepository.setCommitted(ctx.db, key, ctx.clock()),
  )
  if (!isMarked) throw conflict('errors.importNotOpen')
}

/** Runs a statement that waits for other imports of the user. */
async function unlessLocked<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (isLockTimeout(error)) throw conflict('errors.importInFlight')
    throw error
  }
}

interface ToWrite {
  readonly file: ImportFile
  readonly body: Body
  readonly lang: Language
  readonly report: Report
}

async function write(ctx: Context, user: User, id: string, { file, body, lang, report }: ToWrite) {
  const key = { owner: user.id, id }
  const { fresh, changes } = await splitNewAndKnown(ctx, user, file)
  const workouts = await claimNew(ctx, user, id, fresh)
  const chosen = body.takeChanges === 'all' ? undefined : new Set(body.takeChanges)
  const taken = changes.filter(({ here }) => chosen?.has(here.id) ?? true)
  const used = [...workouts, ...taken.map(({ workout }) => workout)]
  const rows = quotasService.rowsOf(used.map(({ session }) => session)) + countMeasurements(file)
  await quotasService.spend(ctx, user.id, 'imports', { sessions: used.length, rows })
  const { link, created } =
    file.format === 'json'
      ? await linkById(ctx, user, lang, used, file)
      : await linkByName(ctx, user, lang, used, body.exercises)
  const series = file.series.map((imported) => linkTemplate(imported, link))
  const positionOf = await importSeriesService.insert(
    ctx,
    key,
    series,
    workouts.map(({ session }) => session),
  )
  const linked = ({ session, isCardio }: ImportedWorkout, sessionId: string) => ({
    ...session,
    ...positionOf(session),
    id: sessionId,
    exercises: session.exercises.map((exercise, at) => link(exercise, isCardio[at] ?? false)),
  })
  const sessions = workouts.map((workout) => linked(workout, workout.sessionId))
  const measurements = await measurementsService.insertImported(ctx, user, id, file.measurements)
  const total = sessions.length
  const { volume } = await writeSessionsService.insert(ctx, user, sessions, (done) =>
    report({ step: 'writing', done, total }),
  )
  if (series.length > 0 || workouts.some(({ session }) => session.status === 'planned'))
    await quotasService.checkPlans(ctx, user.id)
  await importsRepository.insertExercises(ctx.db, key, created)
  const ids = sessions.map((session) => session.id)
  await digestsService.store(ctx, digestsService.SESSIONS, { owner: user.id, ids })
  await digestsService.store(ctx, digestsService.EXERCISES, { owner: user.id, ids: created })
  const changed = await changesService.take(
    ctx,
    user,
    key,
    taken.map((change) => ({ ...change, session: linked(change.workout, change.here.id) })),
  )
  const counts = { workouts: workouts.length, sets: countSets(workouts) }
  await importsRepository.setCounts(ctx.db, key, counts)
  return {
    ...counts,
    alreadyImported: file.workouts.length - workouts.length,
    changed,
    volume: toMilligrams(volume),
    exercisesCreated: created.length,
    measurements,
    ...presentProblems(file, lang),
    pointsAwarded: 0,
    explanation: translate(lang, 'imports.noPoints'),
  }
}

const notDone = { actual: [], isAdded: false, isSkipped: false, substitutes: null }

function linkTemplate(series: ImportSeries, link: ExerciseLinks['link']): ImportSeries {
  const exercises = series.template.exercises.map((planned) => ({
    ...planned,
    exerciseId: link({ ...planned, ...notDone }, false).exerciseId,
  }))
  return { ...series, template: { ...series.template, exercises } }
}

/** Assigns the new workouts of a file to this import, so that no other import writes them. */
async function claimNew(
  ctx: Context,
  user: User,
  id: string,
  fresh: Compared<ImportedWorkout>['fresh'],
) {
  // Sessions of one instant are listed by id, latest first: assigns ids in reverse, as in the file.
  const withIds = fresh.toReversed().map((workout) => ({ ...workout, sessionId: ctx.newId() }))
  const rows = withIds.map(({ key, identities: [identity], twin, sessionId, content }) => ({
    key,
    identity,
    twin,
    sessionId,
    content,
  }))
  // In the order of their keys, so that two imports wait for each other instead of deadlocking.
  const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const claimed = new Set<string>()
  for (const batch of inBatches(sorted, WORKOUTS_PER_STATEMENT)) {
    const insert = () => importsRepository.insertWorkouts(ctx.db, { owner: user.id, id }, batch)
    for (const key of await unlessLocked(insert)) claimed.add(key)
  }
  return withIds.filter((workout) => claimed.delete(workout.key))
}
