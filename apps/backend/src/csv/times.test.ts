import { describe, expect, it } from 'vitest'

import { namesOfMonths } from './dateWords.ts'
import { inLanguage, isUnsure, parseTime } from './times.ts'

/** Languages in which apps for training exist. */
const LANGUAGES =
  'en de fr es it pt nl pl ru tr sv nb nn no da fi is cs sk hu ro bg el uk hr sr sl lt lv et id ms vi th ja ko zh ar he fa hi ca eu gl af sw fil ka hy az kk'.split(
    ' ',
  )
const COMMON = { calendar: 'gregory', timeZone: 'UTC' } as const
const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  { day: 'numeric', month: 'long', year: 'numeric' },
  { day: 'numeric', month: 'short', year: 'numeric' },
  { dateStyle: 'long', timeStyle: 'short' },
  { dateStyle: 'full', timeStyle: 'short' },
  { dateStyle: 'medium', timeStyle: 'short' },
]
const dates = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2025, month, 17, 18, 5)))

/** Returns the possible months of a date as the reader sees it, resolved by its language if unsure. */
function monthOf(text: string, language: string): string | null | undefined {
  const time = parseTime(text)
  return time && (isUnsure(time) ? inLanguage(time, language) : time).dmy?.slice(0, 10)
}

describe('a date with a month in words', () => {
  it.each(LANGUAGES)('is read as %s writes it, in long and short forms', (language) => {
    const wrong: string[] = []
    for (const style of STYLES) {
      const format = new Intl.DateTimeFormat(language, { ...COMMON, ...style })
      for (const date of dates) {
        const text = format.format(date)
        if (monthOf(text, language) !== date.toISOString().slice(0, 10)) wrong.push(text)
      }
    }

    expect(wrong).toEqual([])
  })

  it.each([
    ['1 marraskuuta 2025', '2025-11-01T12:00:00'],
    ['1 marras 2025, 18:00', '2025-11-01T18:00:00'],
    ['1. NOVEMBER 2025', '2025-11-01T12:00:00'],
    ['3 Jan 2026, 09:31', '2026-01-03T09:31:00'],
    ['3. Mär. 2026, 09:31', '2026-03-03T09:31:00'],
    ['3. Maerz 2026 um 18.30 Uhr', '2026-03-03T18:30:00'],
    ['1 de noviembre de 2025 a las 6:05 p. m.', '2025-11-01T18:05:00'],
    ['November 1st, 2025 at 6:05 PM', '2025-11-01T18:05:00'],
    ['Saturday, November 1, 2025', '2025-11-01T12:00:00'],
    ['mar., 4 nov. 2025', '2025-11-04T12:00:00'],
    ['1 Kasım 2025 23:17:10', '2025-11-01T23:17:10'],
    ['1 KASIM 2025', '2025-11-01T12:00:00'],
    ['1 pazdziernika 2025', '2025-10-01T12:00:00'],
    ['2025. nov. 1. 18:05', '2025-11-01T18:05:00'],
    ['2025年11月1日 18:05', '2025-11-01T18:05:00'],
    ['2025년 11월 1일 오후 6:05', '2025-11-01T18:05:00'],
    ['1 พ.ย. 2568 18:05', '2025-11-01T18:05:00'],
    ['1-Nov-25 18:05', '2025-11-01T18:05:00'],
    ['1 Nov 2025 18:05 +02:00', '2025-11-01T18:05:00'],
  ])('%s is %s', (text, local) => {
    expect(parseTime(text)?.dmy).toBe(local)
  })

  it.each([
    '1 marrasku 2025',
    '1 novem 2025',
    '1 decaf 2025',
    '1 marching 2025',
    '1 foo 2025',
    'bench 2000 1',
    '31 november 2025',
    '1 november',
  ])('%s is not read by the beginning of a word', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  it('is unsure if languages read the month differently', () => {
    const time = parseTime('1 listopada 2025')

    expect(time && isUnsure(time)).toBe(true)
    expect(time && inLanguage(time, 'pl').dmy).toBe('2025-11-01T12:00:00')
    expect(time && inLanguage(time, 'hr').dmy).toBe('2025-10-01T12:00:00')
  })

  it('knows the months of every language of ICU', () => {
    const languages = new Set(
      [...namesOfMonths().readings.values()].flat().map(({ language }) => language),
    )

    expect(languages.size).toBeGreaterThan(150)
  })
})

describe('a date in digits', () => {
  it.each([
    ['2025-11-01 23:17:10', '2025-11-01T23:17:10'],
    ['2025-11-01T23:17:10.123Z', '2025-11-01T23:17:10'],
    ['2025/11/01', '2025-11-01T12:00:00'],
    ['2025. 11. 1. 18:05', '2025-11-01T18:05:00'],
    ['1.11.2025, 18:05', '2025-11-01T18:05:00'],
    ['1. 11. 2025 18:05', '2025-11-01T18:05:00'],
    ['1.11.2025 klo 18.05', '2025-11-01T18:05:00'],
    ['25/11/2025 6:05 PM', '2025-11-25T18:05:00'],
    ['25/11/25 18:05', '2025-11-25T18:05:00'],
    ['25 11 2025, 18:05', '2025-11-25T18:05:00'],
    ['17.01.2025 г.', '2025-01-17T12:00:00'],
  ])('%s is %s', (text, local) => {
    expect(parseTime(text)?.dmy).toBe(local)
  })

  it.each([
    `2024-01-01${' '.repeat(20_000)}a\nb`,
    `${'1 '.repeat(20_000)}nov 2025`,
    `1 nov 2025 ${'um '.repeat(20_000)}`,
    '('.repeat(20_000),
  ])('that is far too long is no date', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })
})
