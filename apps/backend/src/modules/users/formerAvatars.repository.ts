import { rows, type Db } from '../../db/knex.ts'

interface FormerAvatar {
  readonly owner: string
  /** A data URL. */
  readonly picture: string
}

/** Lists pictures that older versions stored in the profile itself: one a user, of 8 KB at most. */
export function listFormer(db: Db, { limit }: { readonly limit: number }): Promise<FormerAvatar[]> {
  return rows<FormerAvatar>(
    db,
    /* sql */ `
    select owner, photo_url as picture from user_state_history
    where photo_url is not null order by owner limit :limit`,
    { limit },
  )
}

export async function clearFormer(db: Db, { owner }: Pick<FormerAvatar, 'owner'>): Promise<void> {
  await db('user_state_history')
    .where({ owner })
    .whereNotNull('photo_url')
    .update({ photo_url: null })
}
