/** Exercises that are done over metres rather than kilometres. */
const SHORT =
  /\b(?:sled|prowler|yoke|farmers?|carry|carries|lunges?|drag|push|pull|press|throws?|toss|squats?|deadlifts?|curls?|bear crawl|sprints?|schlitten|ausfallschritte?)\b/i

/** Above these, a set is more likely an error: a wrong unit, or pounds in the column of the distance. */
const SHORT_METRES = 5_000
/** An ultramarathon, or a long ride without its time. */
const MAX_METRES = 161_000
/** The longest ride of a day. */
const MAX_METRES_TIMED = 500_000
/** The average of a hour record on a bicycle, rounded up (57 km/h, UCI). */
const MAX_METRES_PER_SECOND = 16

/** Whether a set is further or faster than an athlete goes, by the name of its exercise and its time. */
export function isImplausible(
  name: string,
  { metres, seconds }: { readonly metres: number; readonly seconds: number | null },
): boolean {
  if (metres > SHORT_METRES && SHORT.test(name)) return true
  if (!seconds) return metres > MAX_METRES
  return metres > MAX_METRES_TIMED || metres > seconds * MAX_METRES_PER_SECOND
}
