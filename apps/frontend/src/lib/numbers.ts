/**
 * Parses a number typed in English or German: `82.5`, `82,5`, `1 250`, `-20`. A separator is always the
 * decimal one, because people do not type thousands separators into a form. Returns null for an empty
 * text and undefined for anything else.
 */
export function parseDecimal(text: string): number | null | undefined {
  const plain = text
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(',', '.')
    .replace('\u2212', '-')
  if (plain === '') return null
  if (!/^-?\d*(?:\.\d*)?$/.test(plain) || !/\d/.test(plain)) return undefined
  return Number(plain)
}

/** Formats a number for a field: the locale's decimal separator, no thousands separators. */
export function plainNumber(value: number, locale: string, decimals = 2): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(value)
}
