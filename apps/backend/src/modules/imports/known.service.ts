import type { Context, User } from '../../context.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import { matchWorkouts } from './identities.rules.ts'
import type { FileFormat, ImportedWorkout, ImportFile } from './importFile.ts'
import * as importsRepository from './imports.repository.ts'
import type { SessionHere, StoredImport } from './imports.repository.ts'
import { countSets, sumsOf } from './totals.rules.ts'

/** A workout that was imported before, and that the file has with another title or other sets. */
export interface Change {
  readonly workout: ImportedWorkout
  readonly here: SessionHere
  readonly sets: number
}

export interface Compared {
  readonly fresh: readonly (ImportedWorkout & { readonly twin: number })[]
  readonly known: number
  /** Known workouts that differ, including those whose session was deleted or is not completed. */
  readonly changed: number
  readonly changes: readonly Change[]
}

/**
 * Splits workouts into those that are new and those that the user has, or had and deleted, and finds
 * the known ones that have changed in the file since they were imported.
 */
export async function splitNewAndKnown(
  ctx: Context,
  user: User,
  { format, workouts }: Pick<ImportFile, 'format' | 'workouts'>,
): Promise<Compared> {
  const stored = await listImported(ctx, user, workouts)
  const { known: imported, fresh: unknown } = matchWorkouts(withoutRepeats(workouts), stored)
  const isOwn = await ownWorkouts(ctx, user, unknown)
  const fresh = unknown.filter((workout) => !isOwn(workout))

  const differing = [...imported].filter(
    ([{ key, content }, row]) => content !== row.content || key !== row.key,
  )
  const ids = differing.map(([, { sessionId }]) => sessionId)
  const sessions = await importsRepository.listSessionsHere(ctx.db, { owner: user.id, ids })
  const here = new Map(sessions.map((session) => [session.id, session]))
  let changed = 0
  const changes = differing.flatMap(([workout, row]) => {
    const session = here.get(row.sessionId)
    if (!(session ? differs(workout, row, { session, format }) : workout.content !== row.content))
      return []
    changed += 1
    const isDone = workout.session.status === 'completed'
    return session && isDone ? [{ workout, here: session, sets: countSets([workout]) }] : []
  })
  return { fresh, known: workouts.length - fresh.length, changed, changes }
}

/** Keeps a statement far below its timeout. */
const WORKOUTS_PER_STATEMENT = 2_000

async function listImported(ctx: Context, user: User, workouts: readonly ImportedWorkout[]) {
  const found = new Map<string, StoredImport>()
  for (let at = 0; at < workouts.length; at += WORKOUTS_PER_STATEMENT) {
    const some = workouts.slice(at, at + WORKOUTS_PER_STATEMENT)
    const rows = await importsRepository.listImported(ctx.db, {
      owner: user.id,
      keys: some.map(({ key }) => key),
      identities: some.flatMap(({ identities }) => identities),
    })
    for (const row of rows) found.set(row.key, row)
  }
  return [...found.values()]
}

/** Returns the first workout of each key: a file that was edited may have an entry twice. */
function withoutRepeats(workouts: readonly ImportedWorkout[]): ImportedWorkout[] {
  const keys = new Set<string>()
  return workouts.filter(({ key }) => keys.size < keys.add(key).size)
}

/** Returns whether a workout is a session of the user's own history that was not imported. */
async function ownWorkouts(ctx: Context, user: User, workouts: readonly ImportedWorkout[]) {
  const formerIds = workouts.flatMap(({ formerId }) => formerId ?? [])
  const minutes = workouts.flatMap(({ ownMinute }) => ownMinute ?? [])
  const ids = await writeSessionsService.known(ctx, user, formerIds)
  const starts = await writeSessionsService.knownStarts(ctx, user, minutes)
  return ({ formerId, ownMinute }: ImportedWorkout) =>
    (formerId !== null && ids.has(formerId)) || (ownMinute !== null && starts.has(ownMinute))
}

/**
 * Whether a workout has changed. Digests of one format show any change; between the two formats of
 * FitVibe, only the sums of the sets can be compared.
 */
function differs(
  workout: ImportedWorkout,
  row: StoredImport,
  { session, format }: { session: SessionHere; format: FileFormat },
): boolean {
  if (workout.key !== row.key && workout.session.title !== session.title) return true
  const isSameFormat = row.format === format && row.identity === workout.identities[0]
  if (isSameFormat) return workout.content !== row.content
  const sums = sumsOf(workout.session)
  return (['sets', 'reps', 'volume', 'distance'] as const).some(
    (sum) => Math.abs(sums[sum] - session[sum]) > TOLERANCE * Math.max(1, sums[sum]),
  )
}

/** Files round the values that they convert. */
const TOLERANCE = 0.001
