export type Row = Readonly<Record<string, unknown>>

/**
 * Parts of an answer that are computed beforehand because no statement returns them: values of the
 * request, such as its page, and results of rules.
 */
export type Known = Readonly<Record<string, unknown>>

/** Builds the answer of an endpoint from the rows of its statements, in order. */
type ToAnswer = (results: readonly (readonly Row[])[], known: Known) => unknown

const FEED_LIMIT = 20

const page: ToAnswer = ([rows = []], known) => ({
  ...known,
  items: rows.filter(({ id }) => id !== null).map(withoutTotal),
  total: rows[0]?.['total'] ?? 0,
})

/** Every row repeats the total, which is not part of an item in the answer. */
const withoutTotal = ({ total: _, ...item }: Row) => item

/**
 * The builders of answers by profile. Statements are recorded from the application, but these
 * builders are written by hand, so every run compares their answers with the application's.
 */
export const answers: Readonly<Record<string, ToAnswer>> = {
  list: page,
  'exercise search': page,
  get: ([rows = []], { compared }) => {
    // Columns for cloning and correcting, which are not part of the answer.
    const { revision: _, caloriesGiven: __, lastSetAt: ___, exercises, ...session } = rows[0] ?? {}
    const items = (exercises as Row[]).map(({ secondaryMuscles: _, ...exercise }, index) => ({
      ...exercise,
      actual: (exercise['actual'] as Row[]).map(({ position: _, ...block }) => block),
      adherence: (compared as unknown[])[index],
    }))
    return { ...session, exercises: items }
  },
  summary: ([rows = []], known) => ({ ...known, ...rows[0] }),
  charts: ([buckets], known) => ({ ...known, buckets }),
  feed: ([rows = []]) => {
    const shown = rows.slice(0, FEED_LIMIT)
    const items = shown.map(({ startedAt: _, ...item }) => item)
    return { items, nextCursor: rows.length > FEED_LIMIT ? cursorOf(shown.at(-1)) : null }
  },
}

function cursorOf(last: Row | undefined): string {
  const time = (last?.['startedAt'] as Date | undefined)?.getTime()
  return Buffer.from(`${time}_${String(last?.['id'])}`).toString('base64url')
}
