/** Writes a redacted text as XML or HTML, with `mark` in place of each placeholder. */
export const toMarkup = (text: string, mark: (number: string) => string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/⟦(\d{1,4})⟧/g, (_, number: string) => mark(number))

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/**
 * Reads the text again, given that `marks` matches the marks with their number. Returns '' if a tag is
 * left that the text did not have.
 */
export function fromMarkup(markup: string, marks: RegExp): string {
  const text = markup.replaceAll(marks, (_, number: string) => `⟦${number}⟧`)
  if (text.includes('<')) return ''
  return text.replaceAll(
    /&(?:([a-z]{2,5})|#(\d{1,5}));/g,
    (entity, name?: string, code?: string) =>
      code === undefined ? (ENTITIES[name ?? ''] ?? entity) : String.fromCharCode(Number(code)),
  )
}
