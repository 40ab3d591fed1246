import { DEFAULT_LANGUAGE, Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { catalogues, isMessageKey, translate, type MessageKey } from './i18n.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

/** Lists every message with its path, such as `errors.notFound.session`. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as const]
      : leaves(value, `${prefix}${key}.`),
  ) as [string, string][]
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

const english = leaves(catalogues[DEFAULT_LANGUAGE])
const translations = Language.options
  .filter((language) => language !== DEFAULT_LANGUAGE)
  .map((language) => [language, new Map(leaves(catalogues[language]))] as const)

/** Words that are the same in every language. */
const INTERNATIONAL = new Set([
  'columns.name',
  'lookups.roles.admin',
  'lookups.exercise_categories.cardio',
  'lookups.exercise_categories.strongman',
  'lookups.equipment.kettlebell',
  ...[
    'importFile',
    'repeatedRequest',
    'guess',
    'budget',
    'audit',
    'reminder',
    'importResult',
    'translation',
  ].map((name) => `dataExport.retentions.${name}`),
  'badges.types.marathon_badge.name',
  'badges.reached.metres',
  'points.other',
])

describe('the catalogue', () => {
  it.each(translations)('has the same messages in English and in %s', (_, texts) => {
    expect([...texts.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
  })

  it.each(translations)('fills the same placeholders in English and in %s', (_, texts) => {
    const differing = english.filter(
      ([key, text]) => placeholders(text).join() !== placeholders(texts.get(key) ?? '').join(),
    )

    expect(differing).toEqual([])
  })

  it.each(translations)('leaves nothing untranslated in %s', (_, texts) => {
    const same = english.filter(
      ([key, text]) => text && texts.get(key) === text && !INTERNATIONAL.has(key),
    )

    expect(same).toEqual([])
  })

  it('knows its own keys and no others', () => {
    expect(isMessageKey('errors.notFound.session')).toBe(true)
    expect(isMessageKey('issues.nothing')).toBe(false)
  })
})

describe('translate', () => {
  it.each([
    ['en', 'Must be at least 5.'],
    ['de', 'Muss mindestens 5 sein.'],
  ] as const)('fills placeholders: %s', (language, text) => {
    expect(translate(language, 'issues.tooSmall', { minimum: 5 })).toBe(text)
  })

  it('leaves escaping to the code that builds HTML', () => {
    expect(translate('en', 'mail.greeting', { username: '<b>' })).toBe('Hello <b>,')
  })

  it('has a text for every key', () => {
    const empty = english.filter(([key]) => translate('en', key as MessageKey) === '')

    expect(empty.map(([key]) => key)).toEqual(['points.limit.none'])
  })
})
