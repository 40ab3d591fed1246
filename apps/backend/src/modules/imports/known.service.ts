import type { Context, User } from '../../context.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import type { ImportedWorkout } from './importFile.ts'
import * as importsRepository from './imports.repository.ts'

/**
 * Splits workouts into those that are new and those that the user has, or had and deleted. Also
 * counts the known ones whose content in the file has changed since they were imported.
 */
export async function splitNewAndKnown(
  ctx: Context,
  user: User,
  workouts: readonly ImportedWorkout[],
) {
  const keys = workouts.map(({ key }) => key)
  const imported = await importsRepository.listImported(ctx.db, { owner: user.id, keys })
  const contents = new Map(imported.map(({ key, content }) => [key, content]))
  const formerIds = workouts.flatMap(({ formerId }) => formerId ?? [])
  const own = await writeSessionsService.known(ctx, user, formerIds)
  const isKnown = ({ key, formerId }: ImportedWorkout) =>
    contents.has(key) || (formerId !== null && own.has(formerId))
  const isChanged = ({ key, content }: ImportedWorkout) =>
    contents.has(key) && contents.get(key) !== content
  const fresh = workouts.filter((workout) => !isKnown(workout))
  return {
    fresh,
    known: workouts.length - fresh.length,
    changed: workouts.filter(isChanged).length,
  }
}
