import { describe, expect, it } from 'vitest'

import { isMessageKey, translate, type MessageKey } from './i18n.ts'
import { de } from './locales/de.ts'
import { en } from './locales/en.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

/** Every message by its path, such as `errors.notFound.session`. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as const]
      : leaves(value, `${prefix}${key}.`),
  ) as [string, string][]
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)

const english = leaves(en)
const german = new Map(leaves(de))

describe('the catalogue', () => {
  it('has the same messages in both languages', () => {
    expect([...german.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
  })

  it('fills the same placeholders in both languages', () => {
    const differing = english.filter(
      ([key, text]) =>
        placeholders(text).toSorted().join() !==
        placeholders(german.get(key) ?? '')
          .toSorted()
          .join(),
    )

    expect(differing).toEqual([])
  })

  it('leaves nothing untranslated', () => {
    const same = english.filter(([key, text]) => text && german.get(key) === text)

    // A marathon and a kilometre are called so in both.
    expect(same.map(([key]) => key)).toEqual([
      'badges.types.marathon_badge.name',
      'badges.reached.metres',
      'points.other',
    ])
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
  ] as const)('fills placeholders: %s', (lang, text) => {
    expect(translate(lang, 'issues.tooSmall', { minimum: 5 })).toBe(text)
  })

  it('leaves escaping to what builds HTML', () => {
    expect(translate('en', 'mail.greeting', { username: '<b>' })).toBe('Hello <b>,')
  })

  it('has a text for every key', () => {
    const empty = english.filter(([key]) => translate('en', key as MessageKey) === '')

    expect(empty.map(([key]) => key)).toEqual(['points.limit.none'])
  })
})
