import { setImmediate } from 'node:timers/promises'

import type { Language } from '@fitvibe/contract'
import { nameKey } from '@fitvibe/training/exerciseNames'
import { MAX_OWN_EXERCISES } from '@fitvibe/training/limits'

import type { Context } from '../../context.ts'
import { libraryName } from '../../db/library.ts'
import type { ExerciseRow } from '../../db/tables/exercises.ts'
import { exerciseKey, keysOfLibraryName, searchTextOf } from '../../utils/exerciseNames.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as importedRepository from './imported.repository.ts'
import type { OwnName } from './imported.repository.ts'
import * as linkedService from './linked.service.ts'
import { libraryNames } from './names.service.ts'
import { indexNames, spell } from './similar.rules.ts'

/** An exercise that a name from another app may mean. */
export interface Candidate {
  readonly id: string
  readonly name: string
  /** Similarity of the names, 0 to 1. */
  readonly similarity: number
}

export interface Likeness {
  /** The exercise that this name means, if there is no doubt. */
  readonly match: Candidate | null
  readonly suggestions: readonly Candidate[]
}

const SUGGESTIONS = 3
/** Names compared at a stretch, before other requests get their turn. */
const NAMES_AT_ONCE = 5
/** The latest own exercises, which can be suggestions. */
const LATEST = 500

/**
 * Finds the exercise that each name means without doubt: an own exercise of this name, the exercise
 * to which the user has linked the name, or one that the library's aliases identify. Equipment is
 * part of the identity. Runs three statements, however many names there are.
 */
export async function matchesOf(
  ctx: Context,
  owner: string,
  lang: Language,
  names: readonly string[],
): Promise<ReadonlyMap<string, Candidate>> {
  if (names.length === 0) return new Map()
  const own = await importedRepository.listOwnNames(ctx.db, { owner, limit: MAX_OWN_EXERCISES })
  return match(ctx, owner, lang, names, own)
}

async function match(
  ctx: Context,
  owner: string,
  lang: Language,
  names: readonly string[],
  own: readonly OwnName[],
): Promise<Map<string, Candidate>> {
  const linked = await linkedService.linkedTo(ctx, { id: owner }, names)
  const keys = new Map(names.map((name) => [name, exerciseKey(name)]))
  const aliased = await importedRepository.listAliased(ctx.db, [...new Set(keys.values())])
  const library = new Map(aliased.map(({ key, id }) => [key, id]))
  const ownNames = new Map(own.toReversed().map(({ id, name }) => [id, name]))
  const ownByName = new Map(own.toReversed().map(({ id, name }) => [nameKey(name), id]))
  const ownByKey = new Map(
    own
      .toReversed()
      .flatMap(({ id, name, equipment }) =>
        keysOfLibraryName(name, equipment).map((key): [string, string] => [key, id]),
      ),
  )
  return new Map(
    names.flatMap((name) => {
      const key = keys.get(name) ?? ''
      const id =
        ownByName.get(nameKey(name)) ?? linked.get(name) ?? ownByKey.get(key) ?? library.get(key)
      if (id === undefined) return []
      const exerciseName = ownNames.get(id) ?? libraryName(id, lang) ?? name
      return [[name, { id, name: exerciseName, similarity: 1 }] as const]
    }),
  )
}

/** Finds the exercises that names from another app mean or may mean. */
export async function likenessOf(
  ctx: Context,
  owner: string,
  lang: Language,
  names: readonly string[],
): Promise<ReadonlyMap<string, Likeness>> {
  if (names.length === 0) return new Map()
  const own = await importedRepository.listOwnNames(ctx.db, { owner, limit: MAX_OWN_EXERCISES })
  const matches = await match(ctx, owner, lang, names, own)
  const ownIndex = indexNames(
    own
      .slice(0, LATEST)
      .map(({ id, name, equipment }) => spell({ id, names: [name], equipment, rank: 0 })),
  )
  const { correct, similarTo } = await libraryNames()
  const ownNames = new Map(own.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => ownNames.get(id) ?? libraryName(id, lang) ?? ''
  const suggest = (name: string): Candidate[] => {
    const words = correct(name)
    return [...ownIndex.similarTo(words, SUGGESTIONS), ...similarTo(words, SUGGESTIONS)]
      .toSorted((a, b) => b.similarity - a.similarity)
      .slice(0, SUGGESTIONS)
      .map(({ id, similarity }) => ({ id, name: nameOf(id), similarity }))
  }
  const found = new Map<string, Likeness>()
  for (const [at, name] of names.entries()) {
    if (at % NAMES_AT_ONCE === 0) await setImmediate()
    const match = matches.get(name) ?? null
    found.set(name, { match, suggestions: match ? [] : suggest(name) })
  }
  return found
}

/** Indexes the names of the library, so that a search for likenesses that comes soon need not wait. */
export const prepare = async (): Promise<void> => void (await libraryNames())

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
    search: searchTextOf(exercise.name),
  }))
  await importedRepository.insertExercises(ctx.db, owner, stored)
}

/** Restores the user's archived exercises of these names; returns their ids by name. */
export async function restoreNamed(
  ctx: Context,
  owner: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const restored = await importedRepository.restoreNamed(ctx.db, { owner, names })
  return new Map(restored.map(({ wanted, id }) => [wanted, id]))
}

/** Deletes the user's exercises that no session has, and returns their ids. */
export const deleteUnused = (
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<string[]> =>
  ids.length > 0 ? importedRepository.deleteUnused(ctx.db, owner, ids) : Promise.resolve([])

export const listOwn = (ctx: Context, owner: string) => importedRepository.listOwn(ctx.db, owner)
