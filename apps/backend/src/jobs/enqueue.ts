import { row, rows, type Db } from '../db/knex.ts'

/** All mails to accounts. */
export const accountMails = [
  'verify',
  'reset',
  'passwordChanged',
  'changeEmail',
  'emailChangeRequested',
  'emailChanged',
  'emailLeft',
  'totpEnabled',
  'totpDisabled',
  'recoveryCodeUsed',
  'accountDeleting',
  'accountKept',
] as const

export type AccountMail = (typeof accountMails)[number]

/** Payloads by job. They hold ids only: never an address, a name or a token. */
export interface Jobs {
  readonly sendAccountMail: { readonly owner: string; readonly mail: AccountMail }
  /** The session as it is planned for this day. */
  readonly sendReminder: { readonly owner: string; readonly session: string; readonly day: string }
  /** The week before this day. */
  readonly sendSummary: { readonly owner: string; readonly day: string }
  readonly exportData: { readonly owner: string; readonly id: string }
  readonly mailExport: { readonly owner: string; readonly id: string }
  /** All sessions, or the completed ones of these days: from `from` on, and before `before`. */
  readonly recountBests: {
    readonly owner: string
    readonly from?: string | null
    readonly before?: string | null
  }
}

/** An export takes seconds of a worker: everything else goes first. */
const PRIORITIES: Partial<Record<keyof Jobs, number>> = { exportData: 10 }

/**
 * Adds a job in the transaction of `db`: it runs only if and after that commits. Replaces a waiting
 * job with the same key.
 */
export async function enqueue<Name extends keyof Jobs>(
  db: Db,
  name: Name,
  payload: Jobs[Name] & Named,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    select graphile_worker.add_job(
      :name, :payload::json, max_attempts => 12, job_key => :key, priority => :priority::int)`,
    {
      name,
      payload: JSON.stringify(payload),
      key: keyOf(name, payload),
      priority: PRIORITIES[name] ?? 0,
    },
  )
}

/** Adds several jobs like `enqueue`. */
export async function enqueueAll<Name extends keyof Jobs>(
  db: Db,
  name: Name,
  payloads: readonly (Jobs[Name] & Named)[],
): Promise<void> {
  const jobs = payloads.map((payload) => ({ payload, key: keyOf(name, payload) }))
  await rows(
    db,
    /* sql */ `
    select graphile_worker.add_job(:name, j.payload, max_attempts => 12, job_key => j.key)
    from json_to_recordset(:jobs::json) as j(payload json, key text)`,
    { name, jobs: JSON.stringify(jobs) },
  )
}

/** Adds a run of the erasure of accounts, which otherwise runs once an hour. */
export async function enqueueErasure(db: Db): Promise<void> {
  await row(db, `select graphile_worker.add_job('eraseAccounts', job_key => 'eraseAccounts')`, {})
}

/** Adds a run of the translation of shared texts after `delaySeconds`; replaces a waiting one. */
export async function enqueueTranslation(db: Db, delaySeconds: number): Promise<void> {
  await row(
    db,
    /* sql */ `
    select graphile_worker.add_job('translateTexts', max_attempts => 12, job_key => 'translateTexts',
      run_at => now() + :delaySeconds::int * interval '1 second')`,
    { delaySeconds },
  )
}

/** The properties of a payload that name the job. */
interface Named {
  readonly owner: string
  readonly mail?: string
  readonly session?: string
  readonly day?: string
  readonly from?: string | null
  readonly before?: string | null
}

const keyOf = (name: string, { owner, mail, session, day, from, before }: Named) =>
  [name, owner, mail, session, day, from, before].filter((part) => part !== undefined).join(':')
