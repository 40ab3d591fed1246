import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { DYNAMIC, isLinear, patternsIn } from './patterns.ts'

const root = new URL('../', import.meta.url)
const SOURCE = /^(?:apps|packages|bench|demo)\/.*\/?src\/.*\.tsx?$|^scripts\/.*\.mjs$/

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => SOURCE.test(file) && !/\.test\.tsx?$/.test(file))

/** All patterns, each with the file that contains it. */
const patterns = files.flatMap((file) =>
  patternsIn(file, readFileSync(new URL(file, root), 'utf8')).map((pattern) => ({ file, pattern })),
)

describe('the regular expressions of the sources', () => {
  it('are all found', () => {
    const folders = new Set(patterns.map(({ file }) => file.split('/').slice(0, 2).join('/')))

    expect(patterns.length).toBeGreaterThan(100)
    expect([...folders]).toEqual(expect.arrayContaining(['apps/backend', 'packages/contract']))
  })

  it('take time in proportion to the text', () => {
    const slow = patterns.filter(({ pattern }) => pattern !== DYNAMIC && !isLinear(pattern))

    expect(slow).toEqual([])
  })

  it('are literals in the product, so that they can be checked', () => {
    const dynamic = patterns.filter(
      ({ file, pattern }) => pattern === DYNAMIC && /^(?:apps|packages)\//.test(file),
    )

    expect(dynamic).toEqual([])
  })
})

describe('the check of a regular expression', () => {
  it.each([
    ['a repetition in a repetition', 'const a = /^(?:\\d+)+$/'],
    ['two repetitions of the same characters', 'const a = /^\\s+(.*)$/.test(b)'],
    ['a repetition that begins at every character', "b.replace(/\\([^)]*\\)\\s*$/, '')"],
    ['a search for the end of a number', 'b.matchAll(/(\\d+)\\s*([a-z]+)/g)'],
    ['spaces at the end', "b.replace(/\\s+$/, '')"],
  ])('reports %s', (_name, text) => {
    expect(patternsIn('planted.ts', text)).toHaveLength(1)
    expect(
      patternsIn('planted.ts', text).some((found) => found !== DYNAMIC && isLinear(found)),
    ).toBe(false)
  })

  it('reports a pattern that is put together at run time', () => {
    expect(patternsIn('planted.ts', 'const a = new RegExp(`^${b}+$`)')).toEqual([DYNAMIC])
  })

  it.each([
    'const a = /^[+-]?\\d+(?:[.,]\\d+)*$/',
    'const a = /[^\\p{L}\\p{N}]+/gu',
    'b.matchAll(/(\\d+)\\s*([a-z]+)/gy)',
  ])('accepts %s', (text) => {
    expect(
      patternsIn('planted.ts', text).every((found) => found !== DYNAMIC && isLinear(found)),
    ).toBe(true)
  })
})
