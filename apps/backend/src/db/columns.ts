import catalogue from './columns.json' with { type: 'json' }

/*
 * Classes of columns: `personal` is about the user; `sensitive` is about health or age, or a secret;
 * `pseudonymous` identifies a user only together with another table; `none` is about nobody.
 */
const CLASSES = ['personal', 'sensitive', 'pseudonymous', 'none'] as const
type ColumnClass = (typeof CLASSES)[number]

/**
 * The erasure of an account deletes the rows of `owner` tables in batches and those of `last` tables
 * at the end, and moves `pseudonym` tables to a pseudonym. Rows of `expires` tables expire within a
 * day, those of `kept` tables hold hashes only, and those of `none` belong to no user.
 */
type Erasure = 'owner' | 'last' | 'pseudonym' | 'expires' | 'kept' | 'none'

/**
 * Why the export of an account leaves a column out: it is a secret, our own check sum, about another user
 * or the one who has reported, a note of administrators, or a file that the user has.
 */
export type Withheld = 'secret' | 'checksum' | 'others' | 'reporter' | 'staff' | 'upload'

type Purpose = keyof typeof catalogue.purposes
type Retention = keyof typeof catalogue.retentions

interface TableEntry {
  readonly erase: Erasure
  readonly purpose: Purpose
  readonly retention: Retention
  /** Columns that name other users, with the effect of the erasure of the named user on the row. */
  readonly others: Readonly<Record<string, string>>
  /** Columns that the export of an account leaves out, with the reason. */
  readonly withheld: Readonly<Record<string, Withheld>>
}

export interface ColumnEntry {
  readonly table: string
  readonly column: string
  readonly class: ColumnClass
  readonly purpose: Purpose
  readonly retention: Retention
}

type RawTable = {
  erase: Erasure
  purpose: Purpose
  retention: Retention
  columns: Partial<Record<ColumnClass, string>>
  others?: Record<string, string>
  withheld?: Record<string, Withheld>
  /** Columns with a class, purpose and retention of their own. */
  except?: Record<string, readonly [ColumnClass, Purpose, Retention]>
}

const rawTables = Object.entries(catalogue.tables as unknown as Record<string, RawTable>)

/** Tables in the order of their erasure: each before the tables that its foreign keys name. */
export const tables: ReadonlyMap<string, TableEntry> = new Map(
  rawTables.map(([table, { erase, purpose, retention, others = {}, withheld = {} }]) => [
    table,
    { erase, purpose, retention, others, withheld },
  ]),
)

/** Returns the column that names the user of a row; undefined for a table without rows of users. */
export function ownerColumnOf(table: string): string | undefined {
  if (table === 'users') return 'id'
  if (table === 'identities') return 'user_id'
  const erase = tables.get(table)?.erase
  return erase === 'owner' || erase === 'last' || erase === 'pseudonym' ? 'owner' : undefined
}

/** All columns of all tables with class, purpose and retention. */
export const columns: readonly ColumnEntry[] = rawTables.flatMap(([table, raw]) => [
  ...CLASSES.flatMap((name) =>
    (raw.columns[name]?.split(' ') ?? []).map((column) => ({
      table,
      column,
      class: name,
      purpose: raw.purpose,
      retention: raw.retention,
    })),
  ),
  ...Object.entries(raw.except ?? {}).map(([column, [name, purpose, retention]]) => ({
    table,
    column,
    class: name,
    purpose,
    retention,
  })),
])
