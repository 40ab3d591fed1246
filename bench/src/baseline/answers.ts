export type Row = Readonly<Record<string, unknown>>

/**
 * Parts of an answer that no statement answers, computed beforehand: what the request alone decides,
 * such as its page, and what rules make of rows.
 */
export type Known = Readonly<Record<string, unknown>>

/** Rows of an endpoint's statements, in order → what it answers. */
type ToAnswer = (results: readonly (readonly Row[])[], known: Known) => unknown

const FEED_LIMIT = 20

const page: ToAnswer = ([rows = []], known) => ({
  ...known,
  items: rows.filter(({ id }) => id !== null).map(shown),
  total: rows[0]?.['total'] ?? 0,
})

/** The count stands beside each row, and is not part of it in the answer. */
const shown = ({ total: _, ...item }: Row) => item

/**
 * How each endpoint's rows become its answer, by profile. The statements come from the application
 * itself; this is restated, and every run compares it with what the application answers.
 */
export const answers: Readonly<Record<string, ToAnswer>> = {
  list: page,
  'exercise search': page,
  get: ([rows = []], { compared }) => {
    // Selected for cloning and correcting, and not part of what is answered.
    const { revision: _, caloriesGiven: __, lastSetAt: ___, exercises, ...session } = rows[0] ?? {}
    const answered = (exercises as Row[]).map(({ secondaryMuscles: _, ...exercise }, index) => ({
      ...exercise,
      actual: (exercise['actual'] as Row[]).map(({ position: _, ...block }) => block),
      adherence: (compared as unknown[])[index],
    }))
    return { ...session, exercises: answered }
  },
  summary: ([rows = []], known) => ({ ...known, ...rows[0] }),
  charts: ([buckets], known) => ({ ...known, buckets }),
  feed: ([rows = []]) => {
    const items = rows.slice(0, FEED_LIMIT)
    return { items, nextCursor: rows.length > FEED_LIMIT ? cursorOf(items.at(-1)) : null }
  },
}

function cursorOf(last: Row | undefined): string {
  const time = (last?.['completedAt'] as Date | undefined)?.getTime()
  return Buffer.from(`${time}_${String(last?.['id'])}`).toString('base64url')
}
