import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { isReachable } from './account.ts'
import { ifPresent, makeOwnFolder, moveTo, writeOnce } from './files.ts'
import { run } from './run.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-files-'))
  await chmod(folder, 0o711)
})

afterAll(() => rm(folder, { recursive: true }))

describe('writeOnce', () => {
  it('keeps the content of the first writer, readable only by us', async () => {
    const path = join(folder, 'once')

    await Promise.all(['one', 'two', 'three'].map((text) => writeOnce(path, text)))
    const first = await readFile(path, 'utf8')
    await writeOnce(path, 'four')

    expect(['one', 'two', 'three']).toContain(first)
    expect(await readFile(path, 'utf8')).toBe(first)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })
})

describe('moveTo', () => {
  it('does not replace an existing folder', async () => {
    await mkdir(join(folder, 'draft'))
    await mkdir(join(folder, 'taken', 'by', 'another'), { recursive: true })

    expect(await moveTo(join(folder, 'draft'), join(folder, 'taken'))).toBe(false)
    expect(await moveTo(join(folder, 'draft'), join(folder, 'free'))).toBe(true)
  })

  it('fails if the folder does not exist', async () => {
    await expect(moveTo(join(folder, 'nowhere'), join(folder, 'x'))).rejects.toThrow('ENOENT')
  })
})

describe('makeOwnFolder', () => {
  it('creates a missing folder', async () => {
    const path = await makeOwnFolder(join(folder, 'a', 'b'), 0o700)

    expect((await stat(path)).mode & 0o777).toBe(0o700)
  })

  it('rejects a symlink', async () => {
    await symlink(tmpdir(), join(folder, 'trap'))

    await expect(makeOwnFolder(join(folder, 'trap'), 0o700)).rejects.toThrow(
      'not a folder that we own',
    )
  })
})

describe('ifPresent', () => {
  it('returns undefined for a missing file and rethrows any other error', async () => {
    await writeFile(join(folder, 'file'), '')

    expect(await ifPresent(stat(join(folder, 'nowhere')))).toBeUndefined()
    await expect(ifPresent(stat(join(folder, 'file', 'below')))).rejects.toThrow('ENOTDIR')
  })
})

describe('isReachable', () => {
  const stranger = { uid: 2_000_000_001, gid: 2_000_000_001 }

  it.each([
    ['own file', 0o400, 'uid', true],
    ['own file, unreadable', 0o077, 'uid', false],
    ['file of its group', 0o040, 'gid', true],
    ['file of its group, unreadable', 0o707, 'gid', false],
    ['world-readable file', 0o004, 'neither', true],
    ['file of other accounts', 0o770, 'neither', false],
  ] as const)('checks owner, group and mode: %s', async (_, mode, same, reachable) => {
    const file = join(folder, `file-${mode}-${same}`)
    await writeFile(file, '')
    const { uid, gid } = await stat(file)
    await chmod(file, mode)

    const account = { ...stranger, ...(same === 'uid' && { uid }), ...(same === 'gid' && { gid }) }

    expect(await isReachable(file, account)).toBe(reachable)
  })

  it('returns false below a folder that the account cannot enter', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await writeFile(join(closed, 'open'), '', { mode: 0o644 })

    expect(await isReachable(join(closed, 'open'), stranger)).toBe(false)
  })
})

describe('run', () => {
  it('names a tool that cannot be run', async () => {
    await expect(run('/nowhere/initdb', [], { cwd: '/' })).rejects.toThrow(
      '/nowhere/initdb cannot be run on this machine',
    )
  })

  it('returns the exit code of a tool that fails', async () => {
    const finished = await run('/bin/sh', ['-c', 'cat; echo oh >&2; exit 3'], {
      cwd: '/',
      input: 'read\n',
    })

    expect(finished).toEqual({ code: 3, output: 'read oh' })
  })
})
