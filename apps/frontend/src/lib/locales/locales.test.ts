import { DEFAULT_LANGUAGE, Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { pseudo, untranslated } from '../../../../../tests/pseudoLanguage.ts'
import { loaders } from '../i18n.ts'
import { en } from './en.ts'

interface Tree {
  readonly [key: string]: string | Tree | undefined
}

/** Lists every text with its path, such as `auth.rule.length`. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value ?? {}, `${prefix}${key}.`),
  )
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

const english = leaves(en)

const others = Language.options.filter((language) => language !== DEFAULT_LANGUAGE)
const translations = await Promise.all(
  others.map(async (language) => [language, new Map(leaves(await loaders[language]()))] as const),
)

/** The form of a text that counts, such as `few`; undefined for other texts. */
const formIn = (key: string) => /_(zero|one|two|few|many|other)$/.exec(key)?.[1]

/** The keys of English, with the forms of a number that a language has instead of `one` and `other`. */
function keysIn(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
  return english.flatMap(([key]) => {
    if (formIn(key) === undefined) return [key]
    if (formIn(key) !== 'other') return []
    return pluralCategories.map((form) => key.replace(/other$/, form))
  })
}

describe('the keys of a language', () => {
  it.each([
    ['en', ['one', 'other']],
    ['pl', ['few', 'many', 'one', 'other']],
    ['ja', ['other']],
  ])('have the forms of its numbers: %s', (language, forms) => {
    const found = keysIn(language).filter((key) => key.includes('followers_'))

    expect(found.map(formIn).toSorted()).toEqual(forms)
  })
})

describe.each(translations)('the texts in %s', (language, texts) => {
  it('have the keys of English', () => {
    expect([...texts.keys()].toSorted()).toEqual(keysIn(language).toSorted())
  })

  it('fill the placeholders of English', () => {
    const originals = new Map(english)
    const originalOf = (key: string) =>
      originals.get(key) ?? originals.get(key.replace(/_\w+$/, '_other')) ?? ''
    const differing = [...texts].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(originalOf(key)).join(),
    )

    expect(differing).toEqual([])
  })
})

describe('the pseudo-language', () => {
  it('brackets and lengthens every text and keeps its placeholders', () => {
    const texts = leaves(pseudo(en))

    const broken = texts.filter(([, text], index) => {
      const [, original = ''] = english[index] ?? []
      const isLonger = text.length >= original.length * 1.4
      const isFilled = placeholders(text).join() === placeholders(original).join()
      return !isLonger || !isFilled || untranslated(text).length > 0
    })

    expect(texts).toHaveLength(english.length)
    expect(broken).toEqual([])
  })
})
