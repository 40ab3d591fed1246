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

interface TableEntry {
  readonly erase: Erasure
  /** Columns that name other users, with the effect of the erasure of the named user on the row. */
  readonly others: Readonly<Record<string, string>>
}

export interface ColumnEntry {
  readonly table: string
  readonly column: string
  readonly class: ColumnClass
  readonly purpose: string
  readonly retention: string
}

type RawTable = {
  erase: string
  purpose: string
  retention: string
  columns: Partial<Record<ColumnClass, string>>
  others?: Record<string, string>
  /** Columns with a class, purpose and retention of their own. */
  except?: Record<string, readonly string[]>
}

const rawTables = Object.entries(catalogue.tables as unknown as Record<string, RawTable>)

/** Tables in the order of their erasure: each before the tables that its foreign keys name. */
export const tables: ReadonlyMap<string, TableEntry> = new Map(
  rawTables.map(([table, { erase, others = {} }]) => [table, { erase: erase as Erasure, others }]),
)

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
  ...Object.entries(raw.except ?? {}).map(([column, [name, purpose = '', retention = '']]) => ({
    table,
    column,
    class: name as ColumnClass,
    purpose,
    retention,
  })),
])
