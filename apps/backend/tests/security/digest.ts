import type { Context } from '../../src/context.ts'

/** Tables that hold rows of an account and have no column `owner`. */
const OTHERS = [
  { table: 'users', column: 'id' },
  { table: 'identities', column: 'user_id' },
]

/** Returns one line for each table: the number and a hash of an owner's rows, or of all rows. */
export async function digest(ctx: Context, owner?: string): Promise<readonly string[]> {
  const tables = [...(await ownedTables(ctx)), ...OTHERS]
  const parts = tables.map(({ table, column }) => ({
    sql: `select ? as name, count(*)::int as n, md5(coalesce(string_agg(t::text, '|' order by t::text), ''))
      as hash from ?? t ${owner ? 'where ?? = ?' : ''}`,
    bindings: [table, table, ...(owner ? [column, owner] : [])],
  }))
  const { rows } = (await ctx.db.raw(
    // Otherwise parallel workers return the tables in any order.
    `${parts.map(({ sql }) => sql).join(' union all ')} order by name`,
    parts.flatMap(({ bindings }) => bindings),
  )) as { rows: { name: string; n: number; hash: string }[] }
  return rows.map(({ name, n, hash }) => `${name}: ${n} rows, ${hash}`)
}

async function ownedTables(ctx: Context) {
  const { rows } = (await ctx.db.raw(
    `select table_name as table, column_name as column from information_schema.columns
      where column_name = 'owner' and table_schema = 'public' order by 1`,
  )) as { rows: { table: string; column: string }[] }
  return rows
}
