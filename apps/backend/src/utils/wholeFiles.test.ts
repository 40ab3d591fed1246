import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createOnce, makePrivate } from './wholeFiles.ts'

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
