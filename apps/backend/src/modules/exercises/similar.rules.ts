import { equipmentIn, isEquipment, meaningsOf, plainWords } from '../../utils/exerciseNames.ts'

/** An exercise with all of its names. */
export interface NamedExercise {
  readonly id: string
  readonly names: readonly string[]
  readonly equipment: string | null
  /** Small for popular exercises, which win among equally similar ones. */
  readonly rank: number
}

/** An exercise with the words of its names. */
export interface SpeltExercise {
  readonly exercise: NamedExercise
  /** The words of each name as they are spelt. */
  readonly spelt: readonly (readonly string[])[]
  /** The identifying words of each name, without names that have the same. */
  readonly meant: readonly (readonly string[])[]
}

interface Similar {
  readonly id: string
  /** 0 to 1 */
  readonly similarity: number
}

export interface NameIndex {
  /** Lists the exercises with the most similar names, best first. */
  readonly similarTo: (words: readonly string[], limit: number) => Similar[]
  /** How often each spelling occurs in the names. */
  readonly spellings: ReadonlyMap<string, number>
}

interface Entry {
  readonly exercise: NamedExercise
  readonly words: readonly string[]
  readonly weight: number
}

/** How much of the similarity remains if the equipment differs. */
const OTHER_EQUIPMENT = 0.6
/** The share of the similarity that popularity can add. */
const POPULARITY = 0.05
/** How much a word of equipment tells: a shrug with other equipment is nearer than a row with the same. */
const EQUIPMENT_WEIGHT = 0.4
const LOWEST_SIMILARITY = 0.2

/** Splits the names of an exercise into words, which takes most of the time of an index. */
export function spell(exercise: NamedExercise): SpeltExercise {
  const spelt = exercise.names.map(plainWords)
  const meant = new Map(spelt.map(meaningsOf).map((words) => [words.join(' '), words]))
  return { exercise, spelt, meant: [...meant.values()] }
}

/**
 * Indexes names by their words. Rare words tell more than frequent ones: similarity is the weight of
 * the common words as a share of the weight of all (weighted Jaccard index).
 */
export function indexNames(exercises: readonly SpeltExercise[]): NameIndex {
  const spellings = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const { spelt } of exercises)
    for (const word of spelt.flat()) spellings.set(word, (spellings.get(word) ?? 0) + 1)
  const named = exercises.flatMap(({ exercise, meant }) =>
    meant.map((words) => ({ exercise, words })),
  )
  for (const { words } of named)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weightOf = (word: string) =>
    Math.log(1 + named.length / (counts.get(word) ?? named.length)) *
    (isEquipment(word) ? EQUIPMENT_WEIGHT : 1)
  const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0)

  const entries: Entry[] = named.map((entry) => ({ ...entry, weight: weigh(entry.words) }))
  const byWord = new Map<string, number[]>()
  for (const [at, { words }] of entries.entries())
    for (const word of words) {
      const places = byWord.get(word)
      if (places) places.push(at)
      else byWord.set(word, [at])
    }

  function similarTo(words: readonly string[], limit: number): Similar[] {
    const common = new Map<number, number>()
    for (const word of new Set(words)) {
      const weight = weightOf(word)
      for (const at of byWord.get(word) ?? []) common.set(at, (common.get(at) ?? 0) + weight)
    }
    const total = weigh(words)
    const equipment = equipmentIn(words)
    const best = new Map<NamedExercise, number>()
    for (const [at, weight] of common) {
      const entry = entries[at] as Entry
      const share = weight / (total + entry.weight - weight)
      const similarity = hasOtherEquipment(entry, equipment) ? share * OTHER_EQUIPMENT : share
      if (similarity > (best.get(entry.exercise) ?? LOWEST_SIMILARITY))
        best.set(entry.exercise, similarity)
    }
    const scoreOf = ({ rank }: NamedExercise, similarity: number) =>
      similarity * (1 + POPULARITY / (1 + rank / 20))
    return [...best]
      .toSorted(([a, x], [b, y]) => scoreOf(b, y) - scoreOf(a, x) || a.rank - b.rank)
      .slice(0, limit)
      .map(([{ id }, similarity]) => ({ id, similarity: Math.min(1, similarity) }))
  }

  return { similarTo, spellings }
}

/** Whether a name says equipment that the wanted name does not have, or the other way round. */
function hasOtherEquipment({ words, exercise }: Entry, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false
  const own = equipmentIn(words)
  const all = own.length > 0 ? own : [(exercise.equipment ?? '').replace('_', '')]
  return !wanted.some((word) => all.includes(word))
}
