import type { importProgressApi } from '@fitvibe/contract'

import { row, type Db, type Key } from '../../db/knex.ts'

export type Progress = importProgressApi.ImportProgress

export interface Step extends Progress {
  readonly step: Exclude<Progress['step'], 'none'>
}

export async function setProgress(db: Db, { owner, id }: Key, progress: Step): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into import_progress (owner, import_id, step, done, total)
    values (:owner, :id, :step, :done, :total)
    on conflict (owner, import_id) do update
      set step = excluded.step, done = excluded.done, total = excluded.total`,
    { owner, id, ...progress },
  )
}

/** Finds the progress of an import; its step is `none` while no commit runs. */
export function findProgress(db: Db, { owner, id }: Key): Promise<Progress | undefined> {
  return row<Progress>(
    db,
    /* sql */ `
    select coalesce(p.step, 'none') as step, coalesce(p.done, 0) as done,
      coalesce(p.total, 0) as total
    from imports i
    left join import_progress p on p.owner = i.owner and p.import_id = i.id
    where i.owner = :owner and i.id = :id`,
    { owner, id },
  )
}

export async function deleteProgress(db: Db, { owner, id }: Key): Promise<void> {
  await row(db, 'delete from import_progress where owner = :owner and import_id = :id', {
    owner,
    id,
  })
}
