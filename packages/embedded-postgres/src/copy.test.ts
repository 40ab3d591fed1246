import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { findBinaries } from './binaries.ts'
import { findCopy } from './copy.ts'

const made: string[] = []

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

/** Creates a fake package of a version that does not exist. */
async function newPackage(name = 'package'): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'fitvibe-copy-'))
  made.push(parent)
  await chmod(parent, 0o711)
  const folder = join(parent, name)
  await mkdir(join(folder, 'native', 'bin'), { recursive: true })
  await mkdir(join(folder, 'native', 'lib', 'postgresql'), { recursive: true })
  await mkdir(join(folder, 'native', 'share', 'postgresql'), { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ version: `0-${randomUUID()}` }))
  await writeFile(join(folder, 'native', 'bin', 'postgres'), 'a program', { mode: 0o755 })
  await writeFile(join(folder, 'native', 'lib', 'postgresql', 'plpgsql.so'), 'a library')
  await writeFile(join(folder, 'native', 'share', 'postgresql', 'postgres.bki'), 'a script')
  const links = [
    { source: 'native/lib/postgresql/plpgsql.so', target: 'native/lib/postgresql/plpgsql.so.1' },
  ]
  await writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))
  return folder
}

async function copyOf(folder: string): Promise<string> {
  const copy = await findCopy(folder)
  made.push(copy)
  return copy
}

const programOf = (folder: string) => join(folder, 'native', 'bin', 'postgres')

describe('findCopy', () => {
  it('copies the package once and finds the copy again', async () => {
    const installed = await newPackage()

    const copy = await copyOf(installed)
    const { ino, mode } = await stat(programOf(copy))
    const again = await copyOf(installed)

    expect(again).toBe(copy)
    expect((await stat(programOf(again))).ino).toBe(ino)
    expect(mode & 0o777).toBe(0o755)
  })

  it('makes one copy for concurrent callers', async () => {
    const installed = await newPackage()

    const copies = await Promise.all([1, 2, 3].map(() => copyOf(installed)))

    const [copy = ''] = copies
    expect(new Set(copies).size).toBe(1)
    const beside = await readdir(dirname(copy))
    expect(
      beside.filter((name) => name.startsWith(copy.slice(dirname(copy).length + 1))),
    ).toHaveLength(1)
  })

  it('replaces a copy with a damaged file', async () => {
    const installed = await newPackage()
    await writeFile(programOf(await copyOf(installed)), '')

    const repaired = await copyOf(installed)

    expect((await stat(programOf(repaired))).size).toBe('a program'.length)
  })
})

describe('findBinaries', () => {
  const nobody = { uid: 2_000_000_001, gid: 2_000_000_001 }

  it('uses the installed package and creates the symlinks that npm cannot pack', async () => {
    const installed = await newPackage()

    const binaries = [await findBinaries(nobody, installed), await findBinaries(nobody, installed)]

    expect(new Set(binaries)).toEqual(new Set([join(installed, 'native', 'bin')]))
    const link = join(installed, 'native', 'lib', 'postgresql', 'plpgsql.so.1')
    expect(await readlink(link)).toBe('plpgsql.so')
  })

  it.each([
    ['its path has characters that a shell expands', 'it`s $HOME', undefined],
    ['the server’s account cannot reach it', 'package', nobody],
  ])('uses a copy if %s', async (_, name, account) => {
    const installed = await newPackage(name)
    if (account) await chmod(dirname(installed), 0o700)

    const binaries = await findBinaries(account, installed)
    made.push(dirname(dirname(binaries)))

    expect(binaries).not.toContain(installed)
    const link = join(dirname(binaries), 'lib', 'postgresql', 'plpgsql.so.1')
    expect(await readlink(link)).toBe('plpgsql.so')
  })
})
