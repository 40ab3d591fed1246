import type { Context, User } from '../../context.ts'
import * as linksRepository from './links.repository.ts'

/** Returns the exercises that names are linked to, by the name as it is given. */
export async function linkedTo(
  ctx: Context,
  user: Pick<User, 'id'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const linked = await linksRepository.listLinked(ctx.db, { owner: user.id, names })
  return new Map(linked.map(({ name, exerciseId }) => [name, exerciseId]))
}
