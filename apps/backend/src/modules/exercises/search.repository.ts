import type { Language } from '@fitvibe/contract'

import { rows, type Db } from '../../db/knex.ts'
import type { Slice } from '../../utils/lists.ts'
import {
  ATHLETES,
  IS_PUBLIC,
  LIBRARY,
  NAMED_LIBRARY,
  type Exercise,
} from './exercises.repository.ts'
import type { SortKey } from './sortKey.ts'

export interface SearchFilter {
  readonly viewer: string
  readonly lang: Language
  readonly type: string | undefined
  readonly muscle: string | undefined
  readonly equipment: string | undefined
  readonly source: 'own' | 'public' | 'library' | undefined
}

/** The words of a query, as `utils/exerciseNames.ts` folds them: letters and digits only. */
export interface SearchWords {
  /** As typed; at least one. */
  readonly typed: readonly string[]
  /** In the vocabulary of the library. */
  readonly meant: readonly string[]
  /** The key of an alias, if the query is one. */
  readonly key: string
}

/** Order of results: own exercises, the one the query names, staples by popularity, others, public. */
const OWN = 0
const NAMED = 1
const NO_STAPLE = 1_000
const PUBLIC = 2_000

/** Smallest word similarity (0 to 1, pg_trgm) that counts as a typing error. */
const SIMILARITY = 0.5

/** A search result with its place in the order. */
interface Found extends Exercise {
  readonly sortKey: SortKey
}

interface Page {
  readonly items: Found[]
  readonly total: number
}

/** How `SortKey` is computed, with the length of names or without. */
const sortKey = (size: string): [keyof SortKey, string][] => [
  ['rank', 'e.rank'],
  ['unlikeness', '-e.likeness::float8'],
  ['size', size],
  ['name', 'lower(e.name)'],
  ['id', 'e.id'],
]
const BY_NAME = sortKey('0::int')
const SHORTEST_FIRST = sortKey('length(e.name)')

/** Lists all exercises. */
export const listExercises = (db: Db, filter: SearchFilter, slice: Slice<SortKey>): Promise<Page> =>
  list(db, `e as (${branches(filter, 'true', '1')})`, BY_NAME, slice, { ...filter })

/**
 * Lists exercises whose names have all words of the query, as typed or as meant. The library
 * exercise that the whole query names comes first.
 */
export function listMatching(
  db: Db,
  filter: SearchFilter,
  words: SearchWords,
  slice: Slice<SortKey>,
): Promise<Page> {
  const { typed, meant, key } = words
  const isSame = typed.join(' ') === meant.join(' ')
  const condition = isSame ? hasAll('typed') : `(${hasAll('typed')} or ${hasAll('meant')})`
  const likeness = `case when ' ' || e.search like all(:starts::text[]) then 1 else 0 end`
  const found = /* sql */ `
    named as materialized (select a.exercise_id from library_exercise_aliases a where a.key = :key),
    e as materialized (${branches(filter, condition, likeness, { isNamed: true })})`
  const starts = typed.map((word) => `% ${word}%`)
  const bindings = { key, starts, ...containing('typed', typed), ...containing('meant', meant) }
  return list(db, found, SHORTEST_FIRST, slice, { ...filter, ...bindings })
}

/**
 * Lists exercises whose names have all words after slips are corrected or words are joined; of the
 * viewer's own exercises, also those with similar names. Without any, lists all similar names.
 */
export function listSimilar(
  db: Db,
  filter: SearchFilter,
  /** `corrected` are the words without slips, in the vocabulary of the library. */
  { typed, corrected }: { typed: readonly string[]; corrected: readonly string[] },
  slice: Slice<SortKey>,
): Promise<Page> {
  const joined = `replace(e.search, ' ', '') like :joined`
  const similarity = 'word_similarity(:words, e.search)'
  const near = `${similarity} >= ${SIMILARITY} and e.id not in (select c.id from corrected c)`
  const found = /* sql */ `
    corrected as materialized (${branches(filter, `(${hasAll('corrected')} or ${joined})`, '1')}),
    e as materialized (select * from corrected union all
      (${branches(filter, near, similarity, { others: NEAR_OTHERS, indexed: INDEXED })}))`
  const text = { joined: `%${typed.join('')}%`, words: typed.join(' ') }
  const bindings = { ...text, ...containing('corrected', corrected) }
  return list(db, found, SHORTEST_FIRST, slice, { ...filter, ...bindings })
}

/** Own exercises may be misspelt; of others, a corrected query finds enough. */
const NEAR_OTHERS = 'and not exists (select from corrected)'
const INDEXED = 'and :words <% e.search'

async function list(
  db: Db,
  found: string,
  key: readonly (readonly [keyof SortKey, string])[],
  { after, limit, offset }: Slice<SortKey>,
  bindings: Readonly<Record<string, string | string[] | undefined>>,
): Promise<Page> {
  const values = key.map(([, value]) => value).join(', ')
  const pairs = key.map(([name, value]) => `'${name}', ${value.replace('e.', 'p.')}`).join(', ')
  const listed = await rows<Found & { readonly total: number }>(
    db,
    /* sql */ `
    with ${found}
    select n.total, p.id, p.source, p.name, p.type, p.metric, p.equipment, p."muscleGroup",
      to_json(p."primaryMuscles") as "primaryMuscles",
      to_json(p."secondaryMuscles") as "secondaryMuscles", to_json(p.tags) as tags, p."isPublic", p."createdAt", p."archivedAt",
      json_build_object(${pairs}) as "sortKey"
    from (select count(*)::int as total from e) n
    left join lateral (
      select * from e
      ${after ? `where (${values}) > (:rank, :unlikeness, :size, :name, :id::uuid)` : ''}
      order by ${values}
      limit :limit offset :offset
    ) p on true`,
    { ...bindings, ...after, limit, offset },
  )
  return { items: listed.filter(({ id }) => id !== null), total: listed[0]?.total ?? 0 }
}

type Spelt = 'typed' | 'meant' | 'corrected'

/** The first word alone is a condition that a trigram index can answer. */
const hasAll = (words: Spelt) =>
  `(e.search like :${words}0 and e.search like all(:${words}::text[]))`

const containing = (name: Spelt, words: readonly string[]) => ({
  [`${name}0`]: `%${words[0] ?? ''}%`,
  [name]: words.slice(1).map((word) => `%${word}%`),
})

/**
 * Searches own, library and public exercises under the same conditions. Comparing trigrams with all
 * texts takes long, so `indexed` adds a condition that the trigram indexes can answer. `others` is a
 * condition on exercises that are not the viewer's own. `isNamed` puts the library exercise first
 * that the whole query names.
 */
function branches(
  filter: SearchFilter,
  condition: string,
  likeness: string,
  { others = '', indexed = '', isNamed = false } = {},
): string {
  const where = `where ${[
    condition,
    filter.type && 'e.type = :type',
    filter.equipment && 'e.equipment = :equipment',
    filter.muscle && ':muscle = any(e.primary_muscles || e.secondary_muscles)',
  ]
    .filter(Boolean)
    .join(' and ')}`
  const named = isNamed ? `when e.id in (select exercise_id from named) then ${NAMED}` : ''
  const sources = {
    own: /* sql */ `${ATHLETES}, ${OWN} as rank, ${likeness} as likeness
      from exercises e ${where} and e.owner = :viewer and e.archived_at is null`,
    library: /* sql */ `${LIBRARY},
      case ${named} when e.staple is not null then ${NAMED} + e.staple else ${NO_STAPLE} end as rank,
      ${likeness} as likeness
      ${NAMED_LIBRARY} ${where} ${others} ${indexed}`,
    public: /* sql */ `${ATHLETES}, ${PUBLIC} as rank, ${likeness} as likeness
      from exercises e ${where}
        and ${IS_PUBLIC} and e.owner <> :viewer ${others} ${indexed}`,
  }
  return (filter.source ? [sources[filter.source]] : Object.values(sources)).join(' union all ')
}
