import { existsSync, readdirSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const exists = (file: string) => existsSync(new URL(`../${file}`, import.meta.url))

/** Folders in which a path of a document may begin. */
const FOLDERS = ['apps/backend/src/', 'apps/backend/', '']

/** Returns the paths among the code spans of a text. A path has a slash or the ending of a source file. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]*)+|[\w.-]+\.(?:tsx?|md)|\.\w+\.json)`/g)].map(
    ([, path = '']) => path,
  )
const missingIn = (text: string) =>
  pathsIn(text).filter((path) => !FOLDERS.some((folder) => exists(folder + path)))

const linksIn = (text: string) =>
  [...text.matchAll(/\]\((decisions\/[^)#]+)\)/g)].map(([, link = '']) => link)

const requirements = read('docs/requirements.md')
  .split('\n')
  .filter((line) => line.startsWith('| R-'))
  .map((line) => {
    const [id = '', text = '', metBy = '', testedBy = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    return { id, text, metBy, testedBy }
  })

describe('docs/requirements.md', () => {
  it('has every id once', () => {
    const ids = requirements.map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(150)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('states a requirement in each row, and how it is met', () => {
    const unanswered = requirements.filter(({ text, metBy, testedBy }) => {
      const isTested =
        pathsIn(metBy).length > 0 &&
        pathsIn(testedBy).some((path) => /\.(?:test|spec)\.tsx?$|^\.ci\/run$/.test(path))
      const isAnswered = isTested || linksIn(metBy).length > 0 || /^open(?::|$)/.test(metBy)
      return text === '' || !isAnswered
    })
    expect(unanswered).toEqual([])
  })

  it('names files, tests and decision records that exist', () => {
    const missing = requirements.flatMap(({ id, metBy, testedBy }) =>
      [
        ...missingIn(`${metBy} ${testedBy}`),
        ...linksIn(metBy).filter((link) => !exists(`docs/${link}`)),
      ].map((path) => `${id}: ${path}`),
    )
    expect(missing).toEqual([])
  })
})

describe('docs/security.md', () => {
  const page = read('docs/security.md')

  it('has no line of more than 200 characters', () => {
    expect(page.split('\n').filter((line) => line.length > 200)).toEqual([])
  })

  it('names files, tests and decision records that exist', () => {
    const missing = [...missingIn(page), ...linksIn(page).filter((link) => !exists(`docs/${link}`))]
    expect(missing).toEqual([])
  })
})

describe('decision records', () => {
  it('are numbered without gaps, in name and title', () => {
    const records = readdirSync(new URL('../docs/decisions', import.meta.url)).toSorted()
    const numbers = records.map((name, index) => {
      const number = index + 1
      const hasTitle = read(`docs/decisions/${name}`).startsWith(`# ${number}. `)
      return name.startsWith(`${String(number).padStart(4, '0')}-`) && hasTitle ? undefined : name
    })
    expect(numbers.filter((name) => name !== undefined)).toEqual([])
  })
})

describe('migrations', () => {
  it('have a time and a description in their names', () => {
    const folder = new URL('../apps/backend/src/db/migrations', import.meta.url)
    const odd = readdirSync(folder).filter((name) => !/^\d{12}__[a-z\d_]+\.ts$/.test(name))
    expect(odd).toEqual([])
  })
})
