import type { Context, User } from '../../context.ts'
import { inBatches } from '../../utils/batches.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import { matchWorkouts } from './identities.rules.ts'
import type { FileFormat, ImportFile, WorkoutOutline } from './importFile.ts'
import * as importsRepository from './imports.repository.ts'
import type { SessionHere, StoredImport } from './imports.repository.ts'

/** A workout that was imported before, and that the file has with another title or other sets. */
export interface Change<Workout extends WorkoutOutline = WorkoutOutline> {
  readonly workout: Workout
  readonly here: SessionHere
  readonly sets: number
}

export interface Compared<Workout extends WorkoutOutline> {
  readonly fresh: readonly (Workout & { readonly twin: number })[]
  readonly known: number
  /** Known workouts that differ, including those whose session was deleted or is not completed. */
  readonly changed: number
  readonly changes: readonly Change<Workout>[]
}

/**
 * Splits workouts into those that are new and those that the user has, or had and deleted, and finds
 * the known ones that have changed in the file since they were imported.
 */
export async function splitNewAndKnown<Workout extends WorkoutOutline>(
  ctx: Context,
  user: User,
  { format, workouts }: Pick<ImportFile<Workout>, 'format' | 'workouts'>,
): Promise<Compared<Workout>> {
  const stored = await listImported(ctx, user, workouts)
  const { known: imported, fresh: unknown } = matchWorkouts(withoutRepeats(workouts), stored)
  const isOwn = await ownWorkouts(ctx, user, unknown)
  const fresh = unknown.filter((workout) => !isOwn(workout))

  const differing = [...imported].filter(
    ([{ key, content }, row]) => content !== row.content || key !== row.key,
  )
  const ids = differing.map(([, { sessionId }]) => sessionId)
  const here = new Map<string, SessionHere>()
  for (const some of inBatches(ids, WORKOUTS_PER_STATEMENT)) {
    const filter = { owner: user.id, ids: some }
    for (const session of await importsRepository.listSessionsHere(ctx.db, filter))
      here.set(session.id, session)
  }
  let changed = 0
  const changes = differing.flatMap(([workout, row]) => {
    const session = here.get(row.sessionId)
    if (!(session ? differs(workout, row, { session, format }) : workout.content !== row.content))
      return []
    changed += 1
    return session && workout.isCompleted
      ? [{ workout, here: session, sets: workout.sums.sets }]
      : []
  })
  return { fresh, known: workouts.length - fresh.length, changed, changes }
}

/** Keeps a statement far below its timeout. */
export const WORKOUTS_PER_STATEMENT = 2_000

async function listImported(ctx: Context, user: User, workouts: readonly WorkoutOutline[]) {
  const found = new Map<string, StoredImport>()
  for (const some of inBatches(workouts, WORKOUTS_PER_STATEMENT)) {
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
function withoutRepeats<Workout extends WorkoutOutline>(
  workouts: readonly Workout[],
): readonly Workout[] {
  const keys = new Set<string>()
  return workouts.filter(({ key }) => keys.size < keys.add(key).size)
}

/** Returns whether a workout is a session of the user's own history that was not imported. */
async function ownWorkouts(ctx: Context, user: User, workouts: readonly WorkoutOutline[]) {
  const formerIds = workouts.flatMap(({ formerId }) => formerId ?? [])
  const minutes = workouts.flatMap(({ ownMinute }) => ownMinute ?? [])
  const ids = await writeSessionsService.known(ctx, user, formerIds)
  const starts = await writeSessionsService.knownStarts(ctx, user, minutes)
  return ({ formerId, ownMinute }: WorkoutOutline) =>
    (formerId !== null && ids.has(formerId)) || (ownMinute !== null && starts.has(ownMinute))
}

/**
 * Whether a workout has changed. Digests of one format show any change; between the two formats of
 * FitVibe, only the sums of the sets can be compared.
 */
function differs(
  workout: WorkoutOutline,
  row: StoredImport,
  { session, format }: { session: SessionHere; format: FileFormat },
): boolean {
  if (workout.key !== row.key && workout.title !== session.title) return true
  const isSameFormat = row.format === format && row.identity === workout.identities[0]
  if (isSameFormat) return workout.content !== row.content
  const { sums } = workout
  return (['sets', 'reps', 'volume', 'distance'] as const).some(
    (sum) => Math.abs(sums[sum] - session[sum]) > TOLERANCE * Math.max(1, sums[sum]),
  )
}

/** Files round the values that they convert. */
const TOLERANCE = 0.001
