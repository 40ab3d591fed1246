import { Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { catalogues } from '../../config/i18n.ts'
import { RETENTION_SECONDS } from '../../config/retention.ts'
import { tables } from '../../db/columns.ts'
import { sources } from './exportSources.ts'
import { columnTextIn, storedIn } from './stored.ts'

const languages = Language.options
/** Columns with a retention of their own. */
const parts = ['imports.kept', 'audit_log.details']
const about = [...tables].filter(([, { erase }]) => erase !== 'none').map(([table]) => table)

describe.each(languages)('the texts of what is stored, in %s', (language) => {
  it('explain each column of an export', () => {
    const unexplained = sources.flatMap((source) =>
      Object.keys(source.values)
        .filter((column) => columnTextIn(language, source, column) === undefined)
        .map((column) => `${source.name}.${column}`),
    )

    expect(unexplained).toEqual([])
  })

  it('name each table, and no other', () => {
    const titles = Object.keys(catalogues[language].dataExport.tables)
    const named = new Set([...about, ...sources.map(({ name }) => name), ...parts])

    expect(titles.toSorted()).toEqual([...named].toSorted())
  })

  it('list each table about people once, with purpose and retention', () => {
    const stored = storedIn(language)
    const titles: Readonly<Record<string, string>> = catalogues[language].dataExport.tables

    const listed = stored.flatMap(({ data }) => data)
    expect(listed.toSorted()).toEqual([...about, ...parts].map((name) => titles[name]).toSorted())
    expect(JSON.stringify(stored)).not.toContain('{{')
  })
})

describe('the retention of logins', () => {
  it.each([
    ['en', `${RETENTION_SECONDS.endedLogin / 86_400} days after a login ends`],
    ['de', `${RETENTION_SECONDS.endedLogin / 86_400} Tage nach dem Ende einer Anmeldung`],
  ] as const)('has the figure of the server: %s', (language, text) => {
    expect(storedIn(language).map(({ retention }) => retention)).toContain(text)
  })
})

describe('the texts of columns', () => {
  it('are all used', () => {
    const used = new Set(
      sources.flatMap(({ name, table, values }) =>
        Object.keys(values).flatMap((column) => [
          column,
          `${name}.${column}`,
          `${table}.${column}`,
        ]),
      ),
    )

    expect(Object.keys(catalogues.en.columns).filter((key) => !used.has(key))).toEqual([])
  })
})
