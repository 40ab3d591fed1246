import { Language } from '@fitvibe/contract'
import type { Knex } from 'knex'

import { catalogues } from '../../config/i18n.ts'
import type { Messages } from '../../config/locales/en.ts'

export async function seedLookups(db: Knex): Promise<void> {
  for (const language of Language.options)
    for (const [lookup, codes] of Object.entries(lookupsOf(catalogues[language]))) {
      const entries = Object.entries(codes)
      await db(lookup)
        .insert(entries.map(([code]) => ({ code })))
        .onConflict('code')
        .ignore()
      await db('lookup_descriptions')
        .insert(entries.map(([code, description]) => ({ lookup, code, language, description })))
        .onConflict(['lookup', 'code', 'language'])
        .merge()
    }
}

/** Code table → code → its description. */
function lookupsOf({ lookups, badges }: Messages): Record<string, Record<string, string>> {
  const names = Object.entries(badges.types).map(([code, { name }]) => [code, name])
  return { ...lookups, badge_types: Object.fromEntries(names) }
}
