import type { Language } from '@fitvibe/contract'

import { catalogues, translate } from '../../config/i18n.ts'
import catalogue from '../../db/columns.json' with { type: 'json' }
import { columns, ownerColumnOf, tables } from '../../db/columns.ts'
import type { Source } from './exportSources.ts'

type Named = Pick<Source, 'name' | 'table'>

/** The title, purpose and retention of a source in a language. */
export function termsOf(source: Named, language: Language) {
  // Waiting jobs are the one source outside the catalogue.
  const { purpose, retention } = tables.get(source.table) ?? { purpose: 'work', retention: 'work' }
  return {
    title: titleIn(language, source.name),
    purpose: translate(language, `dataExport.purposes.${purpose}`),
    retention: retentionIn(language, retention),
  } as const
}

const titlesIn = (language: Language): Readonly<Record<string, string>> =>
  catalogues[language].dataExport.tables

const hasTitle = (language: Language, name: string) => name in titlesIn(language)

const titleIn = (language: Language, name: string) => titlesIn(language)[name] ?? name

interface Stored {
  readonly purpose: string
  readonly retention: string
  readonly data: string[]
}

/**
 * Everything that is stored about people: all tables by purpose and retention, in a language. The account
 * comes first, and hashes without a user last.
 */
export function storedIn(language: Language): Stored[] {
  const about = [...tables.keys()]
    .toReversed()
    .filter((table) => tables.get(table)?.erase !== 'none')
  const ordered = [
    ...about.filter((table) => ownerColumnOf(table) !== undefined),
    ...about.filter((table) => ownerColumnOf(table) === undefined),
  ]
  // Of several columns with a retention of their own, one has the text.
  const parts = columns.filter(({ table, column }) => hasTitle(language, `${table}.${column}`))
  const entries = [
    ...ordered.map((table) => termsOf({ name: table, table }, language)),
    ...parts.map(({ table, column, retention }) => ({
      ...termsOf({ name: `${table}.${column}`, table }, language),
      retention: retentionIn(language, retention),
    })),
  ]
  const groups = new Map<string, Stored>()
  for (const { title, purpose, retention } of entries) {
    const key = `${purpose} ${retention}`
    const group = groups.get(key) ?? { purpose, retention, data: [] }
    group.data.push(title)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Explains a column of a source; undefined if no text does. */
export function columnTextIn(
  language: Language,
  { name, table }: Named,
  column: string,
): string | undefined {
  const texts: Readonly<Record<string, string>> = catalogues[language].columns
  return texts[`${name}.${column}`] ?? texts[`${table}.${column}`] ?? texts[column]
}

type Retention = keyof typeof catalogue.retentions | 'work'

interface Time {
  readonly months?: number
  readonly days?: number
  readonly minutes?: number
}

const times: Readonly<Partial<Record<string, string | Time>>> = catalogue.retentions

function retentionIn(language: Language, retention: Retention): string {
  const time = times[retention]
  const texts = typeof time === 'object' ? { time: timeIn(language, time) } : {}
  return translate(language, `dataExport.retentions.${retention}`, texts)
}

/** `24 months`, `7 days`, `1 Minute`. */
export function timeIn(language: Language, time: Time): string {
  const [name = '', count = 0] = Object.entries(time)[0] ?? []
  const options = { style: 'unit', unit: name.replace(/s$/, ''), unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language, options).format(count)
}
