import type { Language } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import type { ExerciseRow } from '../../db/tables/exercises.ts'
import { foldForSearch } from '../../utils/search.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as importedRepository from './imported.repository.ts'
import type { Candidate } from './imported.repository.ts'
import { isSame } from './imported.rules.ts'

export interface Likeness {
  /** The exercise with this name, if there is no doubt. */
  readonly match: Candidate | null
  readonly suggestions: readonly Candidate[]
}

const CANDIDATES = 8
const SUGGESTIONS = 3
/** The nearest names of the library: more than the candidates have in all languages. */
const NEAREST = 40
/** The own exercises that are compared. */
const LATEST = 500
/** Keeps a statement far below its timeout: a name takes 1 ms, with 500 own exercises 4 ms. */
const NAMES_PER_STATEMENT = 50

/** Finds the user's own and library exercises that names from another app may mean. */
export async function likenessOf(
  ctx: Context,
  owner: string,
  lang: Language,
  names: readonly string[],
): Promise<ReadonlyMap<string, Likeness>> {
  const candidates = new Map<string, Candidate[]>()
  for (let at = 0; at < names.length; at += NAMES_PER_STATEMENT) {
    const some = names.slice(at, at + NAMES_PER_STATEMENT)
    const filter = {
      owner,
      lang,
      names: some,
      each: CANDIDATES,
      nearest: NEAREST,
      latest: LATEST,
    }
    for (const candidate of await importedRepository.listSimilar(ctx.db, filter)) {
      const { wanted } = candidate
      candidates.set(wanted, [...(candidates.get(wanted) ?? []), candidate])
    }
  }
  return new Map(names.map((name) => [name, likeness(name, candidates.get(name) ?? [])]))
}

function likeness(name: string, candidates: readonly Candidate[]): Likeness {
  const isNamed = (candidate: Candidate) => candidate.name.toLowerCase() === name.toLowerCase()
  const match =
    candidates.find((candidate) => candidate.source === 'own' && isNamed(candidate)) ??
    candidates.find(isNamed) ??
    candidates.find((candidate) => isSame(name, candidate))
  return { match: match ?? null, suggestions: match ? [] : candidates.slice(0, SUGGESTIONS) }
}

/**
 * Creates exercises of a user, in the caller's transaction.
 * @throws AppError CONFLICT if the user has an exercise with one of these names, QUOTA_EXCEEDED
 */
export async function createAll(
  ctx: Context,
  owner: string,
  exercises: readonly Omit<ExerciseRow, 'search'>[],
): Promise<void> {
  if (exercises.length === 0) return
  await quotasService.checkExercises(ctx, owner, exercises.length)
  const stored = exercises.map((exercise) => ({
    ...exercise,
    search: foldForSearch(exercise.name),
  }))
  await importedRepository.insertExercises(ctx.db, owner, stored)
}

/** Deletes the user's exercises that no session has, and returns their ids. */
export const deleteUnused = (
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<string[]> =>
  ids.length > 0 ? importedRepository.deleteUnused(ctx.db, owner, ids) : Promise.resolve([])

export const listOwn = (ctx: Context, owner: string) => importedRepository.listOwn(ctx.db, owner)
