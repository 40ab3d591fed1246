import type { Language } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashOf } from '../../utils/hashes.ts'
import { translationHits, translationMisses } from '../../utils/metrics.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import { libraryNameOf } from './library.ts'
import { restore } from './redaction.rules.ts'
import * as translationsRepository from './translations.repository.ts'
import type { Cached, Wanted } from './translations.repository.ts'
import * as inRedis from './translationsInRedis.repository.ts'

/** A text of a public session. */
export interface PublicText {
  readonly owner: string
  readonly sessionId: string
  readonly text: string
}

export interface Translation {
  /** Null if the reader gets the original. */
  readonly text: string | null
  /** Detected language of the original; null if unknown. */
  readonly language: string | null
}

/** The translations that a reader gets. */
export interface Translations {
  /** Looks up a text of an owner; undefined until it is translated. */
  readonly textOf: (owner: string, text: string) => Translation | undefined
  /** Names an exercise of the library that an athlete has entered by name only. */
  readonly exerciseNamed: (name: string) => string | undefined
}

/** The translations without a provider. */
export const NONE: Translations = { textOf: () => undefined, exerciseNamed: () => undefined }

/** Longer texts are older than the limits of the API and stay as they are. */
export const MAX_LENGTH = 4_000
/** A text that has been due for so long has lost its job. */
const LOST_SECONDS = 600

/**
 * Finds translations of public texts in the language of the reader, with one statement. Texts without one
 * are queued together with a second statement, and the reader gets the original meanwhile. Does nothing
 * without a provider.
 */
export async function find(
  ctx: Context,
  { readerId, lang }: { readonly readerId: string | null; readonly lang: Language },
  texts: readonly PublicText[],
): Promise<Translations> {
  const config = ctx.config.translation
  if (!config?.languages.includes(lang)) return NONE
  const { provider } = config
  const idOf = (text: string) => idFor(text, lang, provider)
  const wanted = new Map<string, Wanted>()
  for (const { owner, sessionId, text } of texts)
    if (isTranslatable(text)) wanted.set(`${owner} ${text}`, { owner, id: idOf(text), sessionId })
  const exerciseNamed = (name: string) => libraryNameOf(name, lang)
  if (wanted.size === 0) return { ...NONE, exerciseNamed }
  const since = secondsAfter(ctx.clock(), -config.cacheSeconds)
  const cached = await listCached(ctx, [...wanted.values()], since)
  const known = new Map(cached.map((each) => [keyOf(each), each]))
  const fetched = cached.filter(({ dueAt }) => dueAt === null).length
  translationHits.inc(fetched)
  translationMisses.inc(wanted.size - fetched)
  await request(ctx, { readerId, lang, provider, since }, missing(ctx, wanted, known))
  const textOf = (owner: string, text: string) => {
    const key = wanted.get(`${owner} ${text}`)
    const found = key && known.get(keyOf(key))
    return found?.dueAt === null ? translationOf(found, text) : undefined
  }
  return { textOf, exerciseNamed }
}

/** Looks into Redis first, if there is one. */
async function listCached(
  { db, redis }: Context,
  texts: readonly Wanted[],
  since: Date,
): Promise<Cached[]> {
  if (!redis) return translationsRepository.listCached(db, texts, since)
  const copies = await inRedis.listCopies(redis, texts)
  const known = new Set(copies.map(keyOf))
  const others = texts.filter((text) => !known.has(keyOf(text)))
  if (others.length === 0) return copies
  const cached = await translationsRepository.listCached(db, others, since)
  await inRedis.storeCopies(
    redis,
    cached.filter(({ dueAt }) => dueAt === null),
  )
  return [...copies, ...cached]
}

/** Identifies a text in a language: the hash of text, target language and provider. */
export const idFor = (text: string, lang: string, provider: string): string =>
  hashOf([text, lang, provider])

export const keyOf = ({ owner, id }: { readonly owner: string; readonly id: string }): string =>
  `${owner} ${id}`

const isTranslatable = (text: string): boolean =>
  text.length <= MAX_LENGTH && /\p{L}{2}/u.test(text)

const translationOf = ({ translated, slots, language }: Cached, text: string): Translation => ({
  text: translated === null ? null : restore({ text: translated, slots }, text),
  language,
})

function missing(
  ctx: Context,
  wanted: ReadonlyMap<string, Wanted>,
  known: ReadonlyMap<string, Cached>,
): Wanted[] {
  const lostBefore = secondsAfter(ctx.clock(), -LOST_SECONDS)
  return [...wanted.values()].filter((each) => {
    const found = known.get(keyOf(each))
    return !found || (found.dueAt !== null && found.dueAt <= lostBefore)
  })
}

/** Queues texts. A failure must not keep the reader from the originals. */
async function request(
  ctx: Context,
  request: { readerId: string | null; lang: Language; provider: string; since: Date },
  texts: readonly Wanted[],
): Promise<void> {
  if (texts.length === 0) return
  const now = ctx.clock()
  const lostBefore = secondsAfter(now, -LOST_SECONDS)
  try {
    await translationsRepository.insertRequests(ctx.db, texts, { ...request, now, lostBefore })
  } catch (error) {
    ctx.logger.warn({ module: 'translations', err: error }, 'texts are not queued')
  }
}

/** Deletes the cached translations of a user's texts. */
export async function forget(ctx: Context, { owner }: { owner: string }): Promise<void> {
  await translationsRepository.deleteOf(ctx.db, { owner })
  await forgetCopies(ctx, owner)
}

/**
 * Deletes the cached translations of sessions whose texts change or that are no longer public, in the
 * caller's transaction. An answer that arrives later finds no row.
 */
export async function forgetSessions(
  ctx: Context,
  sessions: { readonly owner: string; readonly ids: readonly string[] },
): Promise<void> {
  if (!ctx.config.translation) return
  await translationsRepository.deleteOfSessions(ctx.db, sessions)
  await forgetCopies(ctx, sessions.owner)
}

/** Deletes the copies of a user's translations in Redis. */
export async function forgetCopies({ redis }: Context, owner: string): Promise<void> {
  if (redis) await inRedis.deleteCopies(redis, owner)
}

/** Deletes translations that have expired; without a provider all of them. Returns their number. */
export function deleteOld({ db, clock, config }: Context): Promise<number> {
  const before = secondsAfter(clock(), -(config.translation?.cacheSeconds ?? 0))
  return repeatInBatches((limit) => translationsRepository.deleteOld(db, { before, limit }))
}
