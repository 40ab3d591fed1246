import { row, type Db } from '../knex.ts'

/** Name, SQL type, and the SQL value stored for a row that lacks the property; null by default. */
type Column = readonly [name: string, type: string, missing?: string]

/** A table of a user: each property of a row with its column. The column `owner` is implied. */
export interface Table<R extends object> {
  readonly name: string
  readonly columns: { readonly [K in keyof R]-?: Column }
}

type Keys<R> = readonly (keyof R & string)[]

export const keysOf = <R extends object>(table: Table<R>): Keys<R> =>
  Object.keys(table.columns).filter((key) => isKeyOf(table, key))

const isKeyOf = <R extends object>({ columns }: Table<R>, key: string): key is keyof R & string =>
  key in columns

/** Columns as their properties, for a `select`: `s.planned_for as "plannedFor", …`. */
export const select = <R extends object>({ columns }: Table<R>, alias: string, keys: Keys<R>) =>
  keys.map((key) => `${read(columns[key], alias)} as "${key}"`).join(', ')

/** Arrays come as JSON: the driver takes many times as long to parse those of PostgreSQL. */
const read = ([name, type]: Column, alias: string) =>
  type.endsWith('[]') ? `to_json(${alias}.${name})` : `${alias}.${name}`

/** Columns as their properties, for `json_build_object`: `'setType', w.set_type, …`. */
export const fields = <R extends object>({ columns }: Table<R>, alias: string, keys: Keys<R>) =>
  keys.map((key) => `'${key}', ${alias}.${columns[key][0]}`).join(', ')

/** Columns by name, for `insert into`. */
export const names = <R extends object>({ columns }: Table<R>, keys: Keys<R>) =>
  keys.map((key) => columns[key][0]).join(', ')

/** Properties of the record `alias`, or defaults, for the columns that `names` lists. */
export const values = <R extends object>(table: Table<R>, alias: string, keys: Keys<R>) =>
  keys.map((key) => valueOf(table, alias, key)).join(', ')

/** Properties with the types of their columns, for `jsonb_to_recordset`. */
export const types = <R extends object>({ columns }: Table<R>, keys: Keys<R>) =>
  keys.map((key) => `"${key}" ${columns[key][1]}`).join(', ')

function valueOf<R extends object>({ columns }: Table<R>, alias: string, key: keyof R & string) {
  const [, , missing] = columns[key]
  return missing === undefined ? `${alias}."${key}"` : `coalesce(${alias}."${key}", ${missing})`
}

/** Changes of a row, by column, for the query builder. Properties without a column are ignored. */
export function columnsOf<R extends object>(table: Table<R>, changes: Partial<R>) {
  const keys = Object.keys(changes).filter((key) => isKeyOf(table, key))
  return Object.fromEntries(
    keys.map((key) => {
      const [name, type] = table.columns[key]
      return [name, type === 'jsonb' ? JSON.stringify(changes[key]) : changes[key]]
    }),
  )
}

interface Statement {
  readonly sql: string
  /** The properties to send; null sends all of them, because JSON would lose nested ones. */
  readonly sent: string[] | null
}

/** By the name of the table. */
const inserts = new Map<string, Statement>()

/** Inserts any number of rows of a user in one statement. Properties without a column are ignored. */
export async function insertRows<R extends object>(
  db: Db,
  table: Table<R>,
  owner: string,
  rows: readonly R[],
): Promise<void> {
  if (rows.length === 0) return
  const statement = inserts.get(table.name) ?? insertInto(table)
  inserts.set(table.name, statement)
  await row(db, statement.sql, { owner, rows: JSON.stringify(rows, statement.sent) })
}

function insertInto<R extends object>(table: Table<R>): Statement {
  const keys = keysOf(table)
  const isNested = keys.some((key) => table.columns[key][1] === 'jsonb')
  return {
    sql: /* sql */ `
      insert into ${table.name} (owner, ${names(table, keys)})
      select :owner, ${values(table, 'x', keys)}
      from jsonb_to_recordset(:rows::jsonb) as x(${types(table, keys)})`,
    // Of the ways to leave other properties out, a list of names costs least: no row is copied.
    sent: isNested ? null : [...keys],
  }
}

/** Sets `keys` of any number of rows of a user, found by their id, in one statement. */
export async function updateRows<R extends { readonly id: string }, K extends keyof R & string>(
  db: Db,
  table: Table<R>,
  owner: string,
  keys: readonly K[],
  rows: readonly (Pick<R, K> & { readonly id: string })[],
): Promise<void> {
  const changes = keys.map((key) => `${table.columns[key][0]} = ${valueOf(table, 'x', key)}`)
  const sql = /* sql */ `
    update ${table.name} t set ${changes.join(', ')}
    from jsonb_to_recordset(:rows::jsonb) as x(${types(table, ['id', ...keys])})
    where t.owner = :owner and t.id = x.id`
  await row(db, sql, { owner, rows: JSON.stringify(rows, ['id', ...keys]) })
}
