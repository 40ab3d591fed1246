import { appendFile, chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { appendLine, createOnce, makePrivate, readLines } from './wholeFiles.ts'

let parent: string

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'fitvibe-files-'))
})

afterAll(() => rm(parent, { recursive: true }))

const modeOf = async (folder: string) => (await stat(folder)).mode & 0o777

describe('the data folder', () => {
  it('is created for its owner only', async () => {
    const folder = join(parent, 'new')

    await createOnce(join(folder, 'secrets.json'), '{}')

    expect(await modeOf(folder)).toBe(0o700)
  })

  it.each([0o755, 0o777, 0o770, 0o701])('becomes private if it exists: mode %o', async (mode) => {
    const folder = join(parent, mode.toString(8))
    await mkdir(folder)
    await chmod(folder, mode)

    await makePrivate(folder)

    expect(await modeOf(folder)).toBe(0o700)
  })

  it('may be missing', async () => {
    await makePrivate(join(parent, 'nowhere'))

    await expect(stat(join(parent, 'nowhere'))).rejects.toThrow('ENOENT')
  })
})

describe('a file of lines', () => {
  const linesOf = async (file: string) => {
    const lines: string[] = []
    for await (const line of readLines(file)) lines.push(line)
    return lines
  }

  it('has no lines while it is missing', async () => {
    expect(await linesOf(join(parent, 'missing.txt'))).toEqual([])
  })

  it('is created for its owner only, and grows by whole lines', async () => {
    const file = join(parent, 'lines', 'lines.txt')

    await appendLine(file, 'one')
    await appendFile(file, 'cut o')
    await appendLine(file, 'two')

    expect(await linesOf(file)).toEqual(['one', 'cut o', 'two'])
    expect(await modeOf(file)).toBe(0o600)
  })
})
