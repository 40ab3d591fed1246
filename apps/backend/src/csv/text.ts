import { isVisible } from '@fitvibe/training/visibleText'

/**
 * Returns text that PostgreSQL and JSON accept: no control characters except line breaks and tabs,
 * no half surrogates, at most `maxLength` long. Text without a visible character counts as none.
 */
export function cleanText(text: string, maxLength: number): string {
  const clean = text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .toWellFormed()
    .trim()
  if (!isVisible(clean)) return ''
  if (clean.length <= maxLength) return clean
  return clean
    .slice(0, maxLength)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}
