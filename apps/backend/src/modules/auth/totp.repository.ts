import { row, type Db } from '../../db/knex.ts'

export interface StoredTotp {
  readonly secret: Buffer
  readonly confirmedAt: Date | null
  readonly recoveryCodesLeft: number
}

export function findTotp(db: Db, { owner }: { owner: string }): Promise<StoredTotp | undefined> {
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

/** Stores an unconfirmed secret; returns false if the user has a confirmed one. */
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

/** Confirms a secret with the step of its first code; if several requests race, one succeeds. */
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

/** Marks a time step as used, so its code works once; false if it or a later step has been used. */
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
  { owner }: { owner: string },
  codes: readonly { readonly id: string; readonly hash: Buffer }[],
): Promise<void> {
  await db('totp_recovery_codes').insert(
    codes.map(({ id, hash }) => ({ owner, id, code_hash: hash })),
  )
}

export async function deleteRecoveryCodes(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('totp_recovery_codes').where({ owner }).delete()
}

/** Marks a recovery code as used; false if it is unknown or used. */
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

export async function deleteTotp(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('user_totp').where({ owner }).delete()
}
