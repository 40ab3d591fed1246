export type Row = Readonly<Record<string, unknown>>

/**
 * Parts of an answer that are computed beforehand because no statement returns them: values of the
 * request, such as its page, and results of rules.
 */
export type Known = Readonly<Record<string, unknown>>

/** Builds the answer of an endpoint from the rows of its statements, in order. */
type ToAnswer = (results: readonly (readonly Row[])[], known: Known) => unknown

const FEED_LIMIT = 20

/** Builds a page from rows that hold one more than the page, and repeat the total. */
const page =
  (cursorOf: (last: Row) => string): ToAnswer =>
  ([rows = []], known) => {
    const found = rows.filter(({ id }) => id !== null)
    const items = found.slice(0, Number(known['pageSize']))
    const last = found.length > items.length ? items.at(-1) : undefined
    return {
      ...known,
      items: items.map(withoutOrder),
      total: rows[0]?.['total'] ?? 0,
      nextCursor: last ? cursorOf(last) : null,
    }
  }

/** Leaves out the values of a row that only the list needs, and the ids that translate names. */
const withoutOrder = ({ total: _, happensAt: __, sortKey: ___, exerciseIds: ____, ...item }: Row) =>
  item

/**
 * The builders of answers by profile. Statements are recorded from the application, but these
 * builders are written by hand, so every run compares their answers with the application's.
 */
export const answers: Readonly<Record<string, ToAnswer>> = {
  list: page((last) => cursorOf(last, 'happensAt')),
  'exercise search': page(({ sortKey }) => encoded(JSON.stringify(Object.values(sortKey as Row)))),
  get: ([rows = []], { compared }) => {
    // Columns for cloning, correcting and translating, which are not part of the answer.
    const {
      revision: _,
      caloriesGiven: __,
      lastSetAt: ___,
      exerciseIds: ____,
      exercises,
      ...session
    } = rows[0] ?? {}
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
    const items = shown.map(
      ({ startedAt: _, exerciseIds: __, owner: ___, isPublic: ____, author, ...item }) => ({
        ...item,
        author: withoutPrivacy(author as Row),
        translated: false,
        language: null,
        original: null,
      }),
    )
    const last = rows.length > FEED_LIMIT ? shown.at(-1) : undefined
    return { items, nextCursor: last ? cursorOf(last, 'startedAt') : null }
  },
}

/** Leaves out the column for the credit of a clone. */
const withoutPrivacy = ({ isPrivate: _, ...author }: Row) => author

const encoded = (text: string) => Buffer.from(text).toString('base64url')

const cursorOf = (last: Row, name: string) =>
  encoded(`${(last[name] as Date).getTime()}_${String(last['id'])}`)
