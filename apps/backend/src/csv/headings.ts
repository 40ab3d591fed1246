/** The index of each column of a table, by our names. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>>

/** Finds the columns of a heading, the first of each name; `aliases` are folded headings. */
export function columnsOf<Name extends string>(
  heading: readonly string[],
  aliases: Readonly<Record<Name, readonly string[]>>,
): Columns<Name> {
  const columns: Partial<Record<Name, number>> = {}
  const names = Object.entries(aliases) as [Name, readonly string[]][]
  for (const [index, cell] of heading.entries()) {
    const name = names.find(([, folded]) => folded.includes(foldHeading(cell)))?.[0]
    if (name !== undefined) columns[name] ??= index
  }
  return columns
}

/** Returns the columns, or undefined if a required one is missing. */
export const withRequired = <Name extends string>(
  columns: Columns<Name>,
  required: readonly NoInfer<Name>[],
): Columns<Name> | undefined =>
  required.every((name) => columns[name] !== undefined) ? columns : undefined

/** Strips case, accents, punctuation and a unit in parentheses, such as `(kg)`. */
const foldHeading = (heading: string) =>
  heading
    .replace(/\([^)]*\)\s*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Returns the text in parentheses at the end of a heading, in lower case. */
export const unitIn = (heading: string) => /\(([^)]*)\)\s*$/.exec(heading)?.[1]?.toLowerCase() ?? ''
