import { consentsApi, type Language } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { conflict } from '../../errors.ts'
import * as consentsRepository from './consents.repository.ts'
import { ourNotice, ourTerms } from './documents.ts'

type Given = ReturnType<typeof consentsApi.GivenConsents.parse>

const DOCUMENTS = consentsApi.LegalDocument.options

/** Returns the terms and the privacy notice in a language. */
export function documents({ config }: Context, language: Language) {
  const { terms, privacy } = config.legal
  return {
    terms: { version: terms.version, text: terms.texts?.[language] ?? ourTerms(language) },
    privacy: { version: privacy.version, text: privacy.texts?.[language] ?? ourNotice(language) },
  }
}

/** Returns what the user has agreed to, and the documents that have a newer version. */
export async function list(ctx: Context, { id: owner }: Pick<User, 'id'>) {
  const found = await consentsRepository.listConsents(ctx.db, { owner })
  const isGiven = (name: consentsApi.LegalDocument) =>
    found.some(
      ({ document, version }) => document === name && version === ctx.config.legal[name].version,
    )
  return {
    given: found.map((consent) => ({ ...consent, givenAt: consent.givenAt.toISOString() })),
    due: DOCUMENTS.filter((name) => !isGiven(name)),
  }
}

/**
 * Stores consents to current versions, in the caller's transaction if there is one.
 * @throws AppError CONFLICT for another version, which the user may not have read
 */
export async function give(ctx: Context, owner: string, given: Given): Promise<void> {
  const consents = DOCUMENTS.flatMap((document) => {
    const version = given[document]
    return version === undefined ? [] : [{ document, version }]
  })
  if (consents.some(({ document, version }) => version !== ctx.config.legal[document].version))
    throw conflict('errors.consentOutdated')
  await consentsRepository.insertConsents(ctx.db, { owner, givenAt: ctx.clock() }, consents)
}
