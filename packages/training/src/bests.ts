import type { Metric, recordsApi, workApi } from '@fitvibe/contract'

import { PACE_BANDS, type Bests } from '../../utils/bests.ts'
import { e1rmOf } from './strength.rules.ts'

type Work = workApi.Work

interface Done {
  readonly id: string
  readonly exerciseId: string | null
  readonly name: string
  readonly metric: Metric
  /** A block has its position where that is not its number in the list. */
  readonly actual: readonly (Work & { readonly position?: number | undefined })[]
}

/** A kilometre in more than a day is no pace. */
const SLOWEST = 86_400

/** What a sum is held at, so that it can be stored: no body comes near. */
const MOST_VOLUME = 1e9

/** The bests of each exercise of a session, in its order. */
export function bestsOf(exercises: readonly Done[]): Bests[] {
  const volumes = new Map<string, number>()
  for (const exercise of exercises) {
    const key = identityOf(exercise)
    volumes.set(key, (volumes.get(key) ?? 0) + volumeOf(exercise))
  }
  return exercises.map((exercise) => {
    const bests = bestsOfOne(exercise)
    const key = identityOf(exercise)
    const volume = volumes.get(key) ?? 0
    if (bests.doneSets === 0 || volume === 0) return { ...bests, volumeKg: null }
    volumes.delete(key)
    return { ...bests, volumeKg: hundredth(Math.min(volume, MOST_VOLUME)) }
  })
}

function bestsOfOne({ id, metric, actual }: Done): Omit<Bests, 'volumeKg'> {
  const blocks = actual
    .map((block, index) => ({ ...block, position: block.position ?? index }))
    .filter(isCounted)
  const lifts = metric === 'weight_reps' ? blocks : []
  const covered = metric === 'distance_duration' ? blocks : []
  const isLoaded = metric === 'weight_reps' || metric === 'weight_distance'
  const isFar = metric === 'distance_duration' || metric === 'weight_distance'
  const isLong = metric === 'distance_duration' || metric === 'duration'
  const isRepeated = metric === 'weight_reps' || metric === 'reps'
  const reps = isRepeated ? repsByLoad(blocks) : []
  const [epley, brzycki, rpe] = [best(lifts, 'epley'), best(lifts, 'brzycki'), best(lifts, 'rpe')]
  return {
    sessionExerciseId: id,
    doneSets: blocks.reduce((sum, { sets }) => sum + (sets ?? 1), 0),
    loadKg: isLoaded ? most(blocks.map(({ load }) => load)) : null,
    repLoads: reps.map(({ load }) => load),
    repCounts: reps.map(({ reps }) => reps),
    epleyKg: epley.kg,
    epleyPosition: epley.position,
    brzyckiKg: brzycki.kg,
    brzyckiPosition: brzycki.position,
    rpeKg: rpe.kg,
    rpePosition: rpe.position,
    distanceM: isFar ? most(blocks.map(({ distance }) => distance)) : null,
    durationSeconds: isLong ? most(blocks.map(({ durationSec }) => durationSec)) : null,
    paces: PACE_BANDS.map((band) => fastest(covered, band)),
  }
}

type Placed = Work & { readonly position: number }

/** A set of no repetitions was tried and not done. */
const isCounted = ({ setType, sets, reps }: Work) =>
  setType !== 'warmup' && sets !== 0 && reps !== 0

/** The highest e1RM and where it comes from; of equal ones, the first. */
function best(blocks: readonly Placed[], formula: recordsApi.Formula) {
  let highest: { kg: number | null; position: number | null } = { kg: null, position: null }
  for (const block of blocks) {
    const kg = e1rmOf(block, formula)
    if (kg !== null && kg > (highest.kg ?? 0)) highest = { kg, position: block.position }
  }
  return highest
}

function repsByLoad(blocks: readonly Work[]): { load: number; reps: number }[] {
  const heaviestFirst = blocks
    .flatMap(({ load, reps }) => (reps ? [{ load: load ?? 0, reps }] : []))
    .toSorted((a, b) => b.load - a.load || b.reps - a.reps)
  let most = 0
  return heaviestFirst.filter(({ reps }) => {
    const isMore = reps > most
    if (isMore) most = reps
    return isMore
  })
}

function fastest(blocks: readonly Work[], band: number): number | null {
  const paces = blocks.flatMap(({ distance, durationSec }) =>
    distance && durationSec && distance >= band ? [durationSec / (distance / 1_000)] : [],
  )
  const pace = Math.min(SLOWEST + 1, ...paces)
  return pace > SLOWEST ? null : hundredth(pace)
}

function volumeOf({ metric, actual }: Done): number {
  if (metric !== 'weight_reps') return 0
  return actual
    .filter(isCounted)
    .reduce((sum, { sets, load, reps }) => sum + (sets ?? 1) * (load ?? 0) * (reps ?? 0), 0)
}

const identityOf = ({ exerciseId, name }: Done) => exerciseId ?? name.trim().toLowerCase()

function most(values: readonly (number | null)[]): number | null {
  const highest = Math.max(0, ...values.map((value) => value ?? 0))
  return highest > 0 ? highest : null
}

const hundredth = (value: number) => Math.round(value * 100) / 100
