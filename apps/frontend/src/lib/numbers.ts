/**
 * Reads a number as people type it in English or German: `82.5`, `82,5`, `1 250`. A separator is
 * always the decimal one, since nobody types thousands separators into a form. Null when empty,
 * undefined when it is no number.
 */
export function parseDecimal(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(',', '.')
  if (plain === '') return null
  if (!/^\d*\.?\d*$/.test(plain) || plain === '.') return undefined
  return Number(plain)
}

/** A number as one would type it: the locale's decimal separator, no thousands separators. */
export function plainNumber(value: number, locale: string, decimals = 2): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(value)
}
