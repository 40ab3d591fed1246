import type { Redis } from 'ioredis'

import type { Cached, TextKey } from './translations.repository.ts'

/*
 * Copies of fetched translations in Redis, in front of the table. Each owner has a hash with a field for each
 * text. Redis holds a hash for ten minutes after its first field, so that a copy that a concurrent read
 * stores just after its deletion does not stay.
 */

const KEPT_SECONDS = 600

/** Writes fields and lets a new hash expire. */
const STORE = `
  redis.call('hset', KEYS[1], unpack(ARGV, 2))
  if redis.call('ttl', KEYS[1]) < 0 then redis.call('expire', KEYS[1], ARGV[1]) end`

const hashFor = (owner: string) => `translations:${owner}`

/** Lists the copies of a page of texts, with one round trip. Without an answer of Redis there are none. */
export async function listCopies(redis: Redis, texts: readonly TextKey[]): Promise<Cached[]> {
  const pipeline = redis.pipeline()
  for (const { owner, id } of texts) pipeline.hget(hashFor(owner), id)
  const answers = (await pipeline.exec().catch(() => null)) ?? []
  return answers.flatMap(([error, copy], index) => {
    const text = texts[index]
    if (error || typeof copy !== 'string' || !text) return []
    const { language, translated, slots } = JSON.parse(copy) as Copy
    return [{ owner: text.owner, id: text.id, language, translated, slots, dueAt: null }]
  })
}

type Copy = Pick<Cached, 'language' | 'translated' | 'slots'>

export async function storeCopies(redis: Redis, fetched: readonly Cached[]): Promise<void> {
  if (fetched.length === 0) return
  const fields = new Map<string, string[]>()
  for (const { owner, id, language, translated, slots } of fetched) {
    const copy: Copy = { language, translated, slots }
    fields.set(owner, [...(fields.get(owner) ?? []), id, JSON.stringify(copy)])
  }
  const pipeline = redis.pipeline()
  for (const [owner, values] of fields)
    pipeline.eval(STORE, 1, hashFor(owner), KEPT_SECONDS, ...values)
  await pipeline.exec().catch(() => null)
}

export async function deleteCopies(redis: Redis, owner: string): Promise<void> {
  await redis.del(hashFor(owner))
}
