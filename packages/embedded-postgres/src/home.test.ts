import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { isRoot } from './account.ts'
import { ensureCluster } from './cluster.ts'
import { startEmbedded, type EmbeddedPostgres } from './embeddedPostgres.ts'
import { settleHome } from './home.ts'
import { disarm, readPostmaster } from './postmaster.ts'
import { stopServer } from './server.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const folders: string[] = []

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fitvibe-home-'))
  await chmod(folder, mode)
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describe.runIf(isRoot())('a data folder that only root can reach', () => {
  it('has its database elsewhere and names the location in a file', async () => {
    const dataDir = join(await newFolder(0o700), 'data')

    const home = await settleHome(dataDir)
    folders.push(home.folder)
    const again = await settleHome(dataDir)

    expect(home.folder).toMatch(/^\/var\/lib\/fitvibe\/data-/)
    expect(again).toEqual(home)
    const note = await readFile(join(dataDir, 'postgres.location'), 'utf8')
    expect(note.split('\n')[0]).toBe(home.folder)
  })

  it('keeps a database that it already holds', async () => {
    const dataDir = join(await newFolder(0o700), 'data')
    await mkdir(join(dataDir, 'postgres'), { recursive: true })

    await expect(settleHome(dataDir)).rejects.toThrow('cannot reach')
  })
})

describe('a data folder that cannot be created', () => {
  it('is an error', async () => {
    const dataDir = join(await newFolder(0o711), 'x'.repeat(300))

    await expect(settleHome(dataDir)).rejects.toThrow('ENAMETOOLONG')
  })
})

describe('a PostgreSQL program that fails', () => {
  async function failing(program: string) {
    const binaries = await newFolder(0o755)
    await symlink('/bin/false', join(binaries, program))
    return binaries
  }

  it('is named in the error and leaves no half-made database', async () => {
    const folder = await newFolder(0o711)
    const cluster = { folder, account: undefined, binaries: await failing('initdb') }

    await expect(ensureCluster(cluster)).rejects.toThrow('initdb ended with code 1')
    expect(await readdir(folder)).toEqual(['postgres.password'])
  })

  it('is named in the error if it cannot stop the server', async () => {
    const folder = await newFolder(0o711)
    const server = await startEmbedded({ dataDir: folder })
    const cluster = { folder, account: undefined, binaries: await failing('pg_ctl') }
    const running = await readPostmaster(folder)

    const stopped = running && stopServer(cluster, running)

    await expect(stopped).rejects.toThrow('pg_ctl failed')
    await server.stop()
  })
})

describe('the PID file of a killed server', () => {
  const stale = '4242\n/data\n1790000000\n5432\n'

  async function leave(text: string) {
    const home = await newFolder(0o711)
    await mkdir(join(home, 'postgres'))
    const file = join(home, 'postgres', 'postmaster.pid')
    await writeFile(file, text)
    return { home, file }
  }

  it('gets a PID that no process can have', async () => {
    const { home, file } = await leave(stale)

    await disarm(home, { pid: 4242, startedAt: 1_790_000_000, port: 5432, text: stale })

    expect(await readFile(file, 'utf8')).toMatch(/^2147483647/)
  })

  it('stays unchanged if it belongs to a new server', async () => {
    const { home, file } = await leave(stale.replace('4242', '4343'))

    await disarm(home, { pid: 4242, startedAt: 1_790_000_000, port: 5432, text: stale })

    expect(await readFile(file, 'utf8')).toMatch(/^4343/)
  })

  it('may be missing', async () => {
    const home = await newFolder(0o711)

    await disarm(home, { pid: 4242, startedAt: 0, port: 5432, text: stale })

    expect(await readPostmaster(home)).toBeUndefined()
  })
})

describe('a home', () => {
  let home: string
  let server: EmbeddedPostgres

  beforeAll(async () => {
    home = await newFolder(0o711)
    server = await startEmbedded({ dataDir: home })
  })

  afterAll(() => server.stop())

  async function answers(url: string) {
    const client = new Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query('select 42 as answer')
    await client.end()
    return rows
  }

  it('waits for a server that has not chosen its port yet', async () => {
    const file = join(home, 'postgres', 'postmaster.pid')
    const whole = await readFile(file, 'utf8')
    await writeFile(file, whole.split('\n').slice(0, 3).join('\n'))

    const adopting = startEmbedded({ dataDir: home })
    setTimeout(() => void writeFile(file, whole), 200)

    expect((await adopting).url).toBe(server.url)
    expect(await answers(server.url)).toEqual([{ answer: 42 }])
  })

  it('rotates a long log', async () => {
    await server.stop()
    await truncate(join(home, 'postgres.log'), 10_000_001)

    server = await startEmbedded({ dataDir: home })

    expect((await stat(join(home, 'postgres.log.1'))).size).toBe(10_000_001)
    expect((await stat(join(home, 'postgres.log'))).size).toBeLessThan(10_000)
  })

  it('loses drafts of killed processes, but keeps recent ones', async () => {
    await mkdir(join(home, 'postgres.new-old'))
    await mkdir(join(home, 'postgres.new-young'))
    await utimes(join(home, 'postgres.new-old'), 0, 0)

    await startEmbedded({ dataDir: home })

    const drafts = (await readdir(home)).filter((name) => name.startsWith('postgres.new-'))
    expect(drafts).toEqual(['postgres.new-young'])
  })

  it('logs whether the server was started or adopted', async () => {
    const logged: string[] = []

    await startEmbedded({ dataDir: home, log: (message) => logged.push(message) })

    expect(logged.join()).toMatch(/was already running: port \d+, data in /)
  })
})
