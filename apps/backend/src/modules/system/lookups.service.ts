import { createHash } from 'node:crypto'

import { lookupsApi, type Language, type TextAnswer } from '@fitvibe/contract'

import { catalogues } from '../../config/i18n.ts'

/** Encoded once per language: the vocabulary is part of the code. */
const answers = new Map<Language, TextAnswer>()

/** Returns all codes with their descriptions in a language. */
export function describe(language: Language): TextAnswer {
  const answer = answers.get(language) ?? encode(language)
  answers.set(language, answer)
  return answer
}

function encode(language: Language): TextAnswer {
  const text = JSON.stringify(
    lookupsApi.listLookups.response.parse({ language, lookups: lookupsIn(language) }),
  )
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  return { version, write: () => Promise.resolve(text) }
}

/** The order of codes is that of the catalogue, such as from beginner to advanced. */
function lookupsIn(language: Language) {
  const { lookups, vocabulary, badges } = catalogues[language]
  const badgeTypes = Object.entries(badges.types).map(([code, { name }]) => [code, name])
  const all = { ...camelKeys(lookups), ...vocabulary, badgeTypes: Object.fromEntries(badgeTypes) }
  return Object.fromEntries(
    Object.entries(all).map(([name, codes]) => [
      name,
      Object.entries(codes as Record<string, string>).map(([code, description]) => ({
        code,
        description,
      })),
    ]),
  ) as Record<lookupsApi.LookupName, { code: string; description: string }[]>
}

/** Turns names of tables into names of the API: `exercise_categories` is `exerciseCategories`. */
const camelKeys = <T>(tables: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(tables).map(([table, codes]) => [
      table.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      codes,
    ]),
  )
