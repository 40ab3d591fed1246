import { describe, expect, it } from 'vitest'

import { pseudo, untranslated } from '../../../../../tests/pseudoLanguage.ts'
import { de } from './de.ts'
import { en } from './en.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

/** Lists every text with its path, such as `auth.rule.length`. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  )
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

const english = leaves(en)

describe.each([['de', new Map(leaves(de))]])('the texts in %s', (_, texts) => {
  it('have the keys of English', () => {
    expect([...texts.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
  })

  it('fill the placeholders of English', () => {
    const differing = english.filter(
      ([key, text]) => placeholders(text).join() !== placeholders(texts.get(key) ?? '').join(),
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
