/** A workout that an import wrote. */
export interface StoredWorkout {
  readonly key: string
  readonly identity: string | null
  /** The number of the workout among those that begin in the same minute, from 1. */
  readonly twin: number
  readonly content: string
  readonly sessionId: string
}

interface Workout {
  readonly key: string
  readonly identities: readonly [string, ...string[]]
  readonly content: string
}

/**
 * Finds the stored workout for each workout of a file, and gives new ones a number. Of several that
 * begin in the same minute, those with the same title belong together, then those with the same sets,
 * then the rest in their order.
 */
export function matchWorkouts<W extends Workout, S extends StoredWorkout>(
  workouts: readonly W[],
  stored: readonly S[],
): { known: ReadonlyMap<W, S>; fresh: readonly (W & { readonly twin: number })[] } {
  const byKey = new Map(stored.map((row) => [row.key, row]))
  const byIdentity = new Map<string, S[]>()
  for (const row of stored.toSorted((a, b) => a.twin - b.twin)) {
    const rows = byIdentity.get(row.identity ?? '')
    if (rows) rows.push(row)
    else byIdentity.set(row.identity ?? '', [row])
  }
  const known = new Map<W, S>()
  const taken = new Set<S>()
  const assign = (find: (workout: W) => S | undefined) => {
    for (const workout of workouts) {
      const row = known.has(workout) ? undefined : find(workout)
      if (!row) continue
      known.set(workout, row)
      taken.add(row)
    }
  }
  const free = ({ identities }: W) =>
    identities.flatMap((identity) =>
      (byIdentity.get(identity) ?? []).filter((row) => !taken.has(row)),
    )
  const keyed = ({ key }: W) => {
    const row = byKey.get(key)
    return row && !taken.has(row) ? row : undefined
  }
  assign(keyed)
  assign((workout) => free(workout).find(({ content }) => content === workout.content))
  assign((workout) => free(workout)[0])

  const twins = new Map<string, number>()
  const fresh = workouts
    .filter((workout) => !known.has(workout))
    .map((workout) => {
      const [identity] = workout.identities
      const others = (byIdentity.get(identity) ?? []).map(({ twin }) => twin)
      const twin = (twins.get(identity) ?? Math.max(0, ...others)) + 1
      twins.set(identity, twin)
      return { ...workout, twin }
    })
  return { known, fresh }
}
