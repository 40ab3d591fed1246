import type { importProgressApi } from '@fitvibe/contract'

import { row, type Db, type Key } from '../../db/knex.ts'
import type { StorableError } from '../../presentError.ts'

/** An error of a commit, with the id of its request in the logs. */
export interface StoredProblem extends StorableError {
  readonly requestId: string
}

export interface StoredProgress extends Pick<
  importProgressApi.ImportProgress,
  'step' | 'done' | 'total'
> {
  readonly problem: StoredProblem | null
  readonly touchedAt: Date | null
}

/** A step of a commit; `attempt` identifies the commit. */
export interface Step extends Pick<importProgressApi.ImportProgress, 'done' | 'total'> {
  readonly step: 'waiting' | 'reading' | 'writing'
  readonly attempt: string
  readonly at: Date
}

/**
 * Inserts the progress of a commit in place of that of an earlier one, if the import is open and no
 * other commit of it runs: none has reported since `aliveSince`.
 */
export function start(
  db: Db,
  { owner, id }: Key,
  commit: { readonly attempt: string; readonly at: Date; readonly aliveSince: Date },
): Promise<{ isOpen: boolean; isStarted: boolean } | undefined> {
  return row(
    db,
    /* sql */ `
    with started as (
      insert into import_progress as p (owner, import_id, step, attempt, touched_at)
      select i.owner, i.id, 'waiting', :attempt::uuid, :at from imports i
      where i.owner = :owner and i.id = :id and i.status = 'open'
      on conflict (owner, import_id) do update
        set step = 'waiting', done = 0, total = 0, result = null, problem = null,
          attempt = excluded.attempt, touched_at = excluded.touched_at
        where p.step = 'failed' or p.touched_at < :aliveSince
      returning p.owner)
    select i.status = 'open' as "isOpen",
      exists (select from started s where s.owner = :owner) as "isStarted"
    from imports i where i.owner = :owner and i.id = :id`,
    { owner, id, ...commit },
  )
}

/** Stores how far a commit has come, unless it has ended. */
export async function setStep(db: Db, { owner, id }: Key, step: Step): Promise<void> {
  await row(
    db,
    /* sql */ `
    update import_progress p set step = :step, done = :done, total = :total, touched_at = :at
    where p.owner = :owner and p.import_id = :id and p.attempt = :attempt
      and p.step not in ('done', 'failed')`,
    { owner, id, ...step },
  )
}

/** Stores that a commit still runs. */
export async function touch(
  db: Db,
  { owner, id }: Key,
  { attempt, at }: Pick<Step, 'attempt' | 'at'>,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update import_progress p set touched_at = :at
    where p.owner = :owner and p.import_id = :id and p.attempt = :attempt
      and p.step not in ('done', 'failed')`,
    { owner, id, attempt, at },
  )
}

/** Stores the result of a commit, in its transaction, whichever commit reported last. */
export async function setDone(
  db: Db,
  { owner, id }: Key,
  { result, ...done }: { attempt: string; total: number; result: unknown; at: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into import_progress
      (owner, import_id, step, done, total, result, attempt, touched_at)
    values (:owner, :id, 'done', :total, :total, :result::jsonb, :attempt, :at)
    on conflict (owner, import_id) do update
      set step = 'done', done = excluded.done, total = excluded.total, result = excluded.result,
        problem = null, touched_at = excluded.touched_at`,
    { owner, id, ...done, result: JSON.stringify(result) },
  )
}

/** Stores the error of a commit, unless another commit has begun or succeeded. */
export async function setFailed(
  db: Db,
  { owner, id }: Key,
  { problem, ...failed }: { attempt: string; problem: StoredProblem; at: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update import_progress p set step = 'failed', problem = :problem::jsonb, touched_at = :at
    where p.owner = :owner and p.import_id = :id and p.attempt = :attempt and p.step <> 'done'`,
    { owner, id, ...failed, problem: JSON.stringify(problem) },
  )
}

/** Finds the progress of an import; its step is `none` before a commit. */
export function findProgress(
  db: Db,
  { owner, id }: Key,
): Promise<(StoredProgress & { result: importProgressApi.ImportResult | null }) | undefined> {
  return row(
    db,
    /* sql */ `
    select coalesce(p.step, 'none') as step, coalesce(p.done, 0) as done,
      coalesce(p.total, 0) as total, p.result, p.problem, p.touched_at as "touchedAt"
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

/** Deletes progress of all users from before a time, and returns how much. */
/** Deletes up to `limit` results that were last written at a time or before. */
export async function deleteOld(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('import_progress').where('touched_at', '<=', until)
  const batch = old().select('owner', 'import_id').limit(limit)
  return old().whereIn(['owner', 'import_id'], batch).delete()
}
