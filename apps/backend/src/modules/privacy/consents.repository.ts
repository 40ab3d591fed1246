import type { consentsApi } from '@fitvibe/contract'

import { rows, type Db } from '../../db/knex.ts'

interface Consent {
  readonly document: consentsApi.LegalDocument
  readonly version: string
}

interface GivenConsent extends Consent {
  readonly givenAt: Date
}

/** Inserts consents; one that is there already keeps its time. */
export async function insertConsents(
  db: Db,
  { owner, givenAt }: { owner: string; givenAt: Date },
  consents: readonly Consent[],
): Promise<void> {
  if (consents.length === 0) return
  await db('consents')
    .insert(consents.map((consent) => ({ owner, ...consent, given_at: givenAt })))
    .onConflict(['owner', 'document', 'version'])
    .ignore()
}

/** Lists the consents of a user, newest first. */
export function listConsents(db: Db, { owner }: { owner: string }): Promise<GivenConsent[]> {
  return rows<GivenConsent>(
    db,
    /* sql */ `
    select document, version, given_at as "givenAt" from consents
    where owner = :owner order by given_at desc, document, version`,
    { owner },
  )
}
