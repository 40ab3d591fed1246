import type { Language } from '../../config/i18n.ts'
import type { Context } from '../../context.ts'
import { foldForSearch } from '../../utils/search.ts'
import * as broughtRepository from './brought.repository.ts'
import type { Candidate, NewExercise } from './brought.repository.ts'
import { isSame } from './brought.rules.ts'

export interface Likeness {
  /** The exercise a name stands for, if that is beyond doubt. */
  readonly match: Candidate | null
  readonly suggestions: readonly Candidate[]
}

const CANDIDATES = 8
const SUGGESTIONS = 3
/** Names to a statement: it stays far from its timeout. */
const NAMES = 150

/** Which exercises of their own or of the library an athlete may mean by names from elsewhere. */
export async function likenessOf(
  ctx: Context,
  owner: string,
  lang: Language,
  names: readonly string[],
): Promise<ReadonlyMap<string, Likeness>> {
  const candidates = new Map<string, Candidate[]>()
  for (let at = 0; at < names.length; at += NAMES) {
    const some = names.slice(at, at + NAMES)
    const filter = { owner, lang, names: some, each: CANDIDATES }
    for (const one of await broughtRepository.listSimilar(ctx.db, filter))
      candidates.set(one.wanted, [...(candidates.get(one.wanted) ?? []), one])
  }
  return new Map(names.map((name) => [name, likeness(name, candidates.get(name) ?? [])]))
}

function likeness(name: string, candidates: readonly Candidate[]): Likeness {
  const isNamed = (one: Candidate) => one.name.toLowerCase() === name.toLowerCase()
  const own = candidates.find((one) => one.source === 'own' && isNamed(one))
  const match = own ?? candidates.find(isNamed) ?? candidates.find((one) => isSame(name, one))
  return { match: match ?? null, suggestions: match ? [] : candidates.slice(0, SUGGESTIONS) }
}

/**
 * Makes exercises of one's own, in the caller's transaction.
 * @throws AppError CONFLICT when one has one of this name
 */
export async function createAll(
  ctx: Context,
  owner: string,
  exercises: readonly Omit<NewExercise, 'search'>[],
): Promise<void> {
  if (exercises.length === 0) return
  const stored = exercises.map((one) => ({ ...one, search: foldForSearch(one.name) }))
  await broughtRepository.insertExercises(ctx.db, owner, stored)
}

/** Takes own exercises out as if they had never been, those that no session has; their ids. */
export const erase = (ctx: Context, owner: string, ids: readonly string[]): Promise<string[]> =>
  ids.length > 0 ? broughtRepository.deleteUnused(ctx.db, owner, ids) : Promise.resolve([])

export const listOwn = (ctx: Context, owner: string) => broughtRepository.listOwn(ctx.db, owner)
