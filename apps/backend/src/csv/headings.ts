/** The index of each column of a table, by our names. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>>

type Aliases<Name extends string> = Readonly<Record<Name, readonly string[]>>

/** The longest heading that is read; those of the apps stay far below. */
const MAX_HEADING_CHARACTERS = 200

/** Finds the columns of a heading, the first of each name; `aliases` are folded headings. */
export function columnsOf<Name extends string>(
  heading: readonly string[],
  aliases: Aliases<Name>,
): Columns<Name> {
  const columns: Partial<Record<Name, number>> = {}
  const names = namesIn(aliases)
  for (const [index, cell] of heading.entries()) {
    const name = names.get(foldHeading(cell))
    if (name !== undefined) columns[name] ??= index
  }
  return columns
}

/** Returns the names by their folded headings. */
function namesIn<Name extends string>(aliases: Aliases<Name>): ReadonlyMap<string, Name> {
  const names = new Map<string, Name>()
  for (const [name, folded] of Object.entries(aliases) as [Name, readonly string[]][])
    for (const heading of folded) if (!names.has(heading)) names.set(heading, name)
  return names
}

/** Returns the columns, or undefined if a required one is missing. */
export const withRequired = <Name extends string>(
  columns: Columns<Name>,
  required: readonly NoInfer<Name>[],
): Columns<Name> | undefined =>
  required.every((name) => columns[name] !== undefined) ? columns : undefined

/** Strips case, accents, punctuation and a unit in parentheses, such as `(kg)`. */
export const foldHeading = (heading: string) =>
  splitUnit(heading)
    .name.normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Returns the text in parentheses at the end of a heading, in lower case. */
export const unitIn = (heading: string) => splitUnit(heading).unit.toLowerCase()

/** Splits a heading from the text in parentheses at its end. */
function splitUnit(heading: string): { name: string; unit: string } {
  const name = heading.slice(0, MAX_HEADING_CHARACTERS).trimEnd()
  const at = name.endsWith(')') ? name.lastIndexOf('(') : -1
  return at === -1 ? { name, unit: '' } : { name: name.slice(0, at), unit: name.slice(at + 1, -1) }
}
