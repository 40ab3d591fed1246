import { row, type Db } from '../../db/knex.ts'

export interface StoredTotp {
  readonly secret: Buffer
  readonly confirmedAt: Date | null
  readonly recoveryCodesLeft: number
}

export function findTotp(db: Db, owner: string): Promise<StoredTotp | undefined> {
  return row<StoredTotp>(
    db,
    /* sql */ `
    select t.secret, t.confirmed_at as "confirmedAt",
      (select count(*)::int from totp_recovery_codes c
        where c.owner = t.owner and c.used_at is null) as "recoveryCodesLeft"
    from user_totp t where t.owner = :owner`,
    { owner },
  )
}

/** Stores a secret that waits for its first code; false where one has been confirmed already. */
export async function insertSecret(
  db: Db,
  totp: { owner: string; secret: Buffer; createdAt: Date },
): Promise<boolean> {
  const stored = await row(
    db,
    /* sql */ `
    insert into user_totp (owner, secret, created_at) values (:owner, :secret, :createdAt)
    on conflict (owner) do update
      set secret = excluded.secret, created_at = excluded.created_at
      where user_totp.confirmed_at is null
    returning owner`,
    totp,
  )
  return stored !== undefined
}

/** Turns a waiting secret on, with the step of its first code; of any number who race, one does. */
export async function setConfirmed(
  db: Db,
  totp: { owner: string; secret: Buffer; step: number; now: Date },
): Promise<boolean> {
  const confirmed = await row(
    db,
    /* sql */ `
    update user_totp set confirmed_at = :now, last_step = :step
    where owner = :owner and secret = :secret and confirmed_at is null
    returning owner`,
    totp,
  )
  return confirmed !== undefined
}

/** Uses a step up, so that its code works once, and seals the secret anew; false where it or a later one has been used. */
export async function setStepUsed(
  db: Db,
  used: { owner: string; step: number; secret: Buffer },
): Promise<boolean> {
  const updated = await row(
    db,
    /* sql */ `
    update user_totp set last_step = :step, secret = :secret
    where owner = :owner and confirmed_at is not null and last_step < :step
    returning owner`,
    used,
  )
  return updated !== undefined
}

export async function insertRecoveryCodes(
  db: Db,
  owner: string,
  codes: readonly { readonly id: string; readonly hash: Buffer }[],
): Promise<void> {
  await db('totp_recovery_codes').insert(
    codes.map(({ id, hash }) => ({ owner, id, code_hash: hash })),
  )
}

export async function deleteRecoveryCodes(db: Db, owner: string): Promise<void> {
  await db('totp_recovery_codes').where({ owner }).delete()
}

/** Uses a recovery code up; false where it is none or has been used. */
export async function setRecoveryCodeUsed(
  db: Db,
  code: { owner: string; hashes: Buffer[]; now: Date },
): Promise<boolean> {
  const used = await row(
    db,
    /* sql */ `
    update totp_recovery_codes set used_at = :now
    where owner = :owner and code_hash = any(:hashes::bytea[]) and used_at is null
    returning id`,
    code,
  )
  return used !== undefined
}

export async function deleteTotp(db: Db, owner: string): Promise<void> {
  await db('user_totp').where({ owner }).delete()
}
