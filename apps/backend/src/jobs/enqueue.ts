import { row, type Db } from '../db/knex.ts'

/** The mails an account gets. */
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
] as const

export type AccountMail = (typeof accountMails)[number]

/** The jobs there are, each with what it is told. Never an address, a name or a token: ids only. */
export interface Jobs {
  readonly sendAccountMail: { readonly owner: string; readonly mail: AccountMail }
}

/**
 * Adds a job in the transaction `db` is: it runs if and once that commits. A job of the same key
 * that still waits gives way to this one.
 */
export async function enqueue<Name extends keyof Jobs>(
  db: Db,
  name: Name,
  payload: Jobs[Name] & { readonly owner: string; readonly mail: string },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    select graphile_worker.add_job(:name, :payload::json, max_attempts => 12, job_key => :key)`,
    { name, payload: JSON.stringify(payload), key: `${name}:${payload.owner}:${payload.mail}` },
  )
}
