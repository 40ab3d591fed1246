import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { RETENTION_MONTHS, RETENTION_SECONDS } from '../src/config/retention.ts'
import catalogue from '../src/db/columns.json' with { type: 'json' }
import { columns } from '../src/db/columns.ts'
import { limits } from '../src/modules/limits/guesses.rules.ts'

const notice = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8')
const DAY = 86_400

type Retention =
  | string
  | { readonly days: number }
  | { readonly minutes: number }
  | { readonly months: number }
const retentions = Object.entries(catalogue.retentions as Record<string, Retention>)

/** Formats a retention as the notice writes it. */
function textOf(retention: Retention): string {
  if (typeof retention === 'string') return retention
  const [unit = '', count = 0] = Object.entries(retention)[0] ?? []
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}

describe('docs/privacy.md', () => {
  it.each(retentions)('names the retention "%s"', (_, retention) => {
    expect(notice).toContain(textOf(retention))
  })

  it.each(Object.values(catalogue.purposes))('names the purpose "%s"', (purpose) => {
    expect(notice).toContain(purpose)
  })

  it('has no row whose figure is not in the catalogue', () => {
    const rows = notice.split('\n').filter((line) => line.startsWith('| ') && /\d/.test(line))
    const figures = rows.flatMap((line) => line.match(/\d+ (?:months|days?|minutes?)/g) ?? [])
    const known = retentions.map(([, retention]) => textOf(retention))
    expect(figures.length).toBeGreaterThan(4)
    const isKnown = (figure: string) => known.some((text) => text.startsWith(figure))
    expect(figures.filter((figure) => !isKnown(figure))).toEqual([])
  })

  it.each(Object.entries(RETENTION_SECONDS))(
    'names the time for which the server keeps: %s',
    (name, seconds) => {
      const days = seconds / DAY
      const stated = (catalogue.retentions as Record<string, Retention>)[name] ?? { days }
      expect(stated).toEqual({ days })
      expect(notice).toContain(`${days} ${days === 1 ? 'day' : 'days'}`)
    },
  )

  it.each(Object.entries(RETENTION_MONTHS))(
    'names the months for which the server keeps: %s',
    (name, months) => {
      const stated = (catalogue.retentions as Record<string, Retention>)[name] ?? ''
      expect(textOf(stated)).toMatch(new RegExp(`^${months} months`))
    },
  )

  it('names the longest time that a counter of guesses is kept', () => {
    const longest = Math.max(...Object.values(limits).map((each) => each.resetAfterSeconds))
    expect(catalogue.retentions.guess).toEqual({ days: longest / DAY })
  })

  it('has a retention for each that a column has, and no other', () => {
    const used = new Set(columns.map(({ retention }) => retention))
    expect(Object.keys(catalogue.retentions).toSorted()).toEqual([...used].toSorted())
  })
})
