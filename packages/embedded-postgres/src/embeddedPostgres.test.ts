import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

import { Client, type QueryResultRow } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { startEmbedded, type EmbeddedPostgres } from './embeddedPostgres.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

// Creating a cluster takes a second, so tests that only start and stop a server share this one.
let shared: string

const filesOfHome = ['postgres', 'postgres.log', 'postgres.password']

const folders: string[] = []
const servers: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  shared = await newFolder()
  const server = await start(shared)
  await query(server.url, 'create table kept as select 42 as answer')
  await server.stop()
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
})

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fitvibe-pg-'))
  await chmod(folder, 0o711) // otherwise root would put the database into /var/lib/fitvibe
  folders.push(folder)
  return folder
}

async function start(dataDir: string, settings?: Record<string, string>) {
  const server = await startEmbedded({ dataDir, ...(settings && { settings }) })
  servers.push(server)
  return server
}

/** Starts the server in a child process with its own process group; the child then idles. */
async function startInChild(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const launcher = JSON.stringify(new URL('./embeddedPostgres.ts', import.meta.url).href)
  const program = `const { startEmbedded } = await import(${launcher})
    const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    process.stdout.write(url)
    setInterval(() => {}, 1000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: url.toString() }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  process.kill(-Number(child.pid), signal)
  await ended
}

async function query(url: string, ...statements: string[]): Promise<QueryResultRow | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let row: QueryResultRow | undefined
    for (const statement of statements) row = (await client.query(statement)).rows[0]
    return row
  } finally {
    await client.end()
  }
}

function startOf(url: string) {
  return query(url, 'select pg_postmaster_start_time()::text as at')
}

async function readPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

/** Leaves a stale PID file in `shared`, an hour old, with the given PID and port. */
async function leaveStaleFile(pid: number, port = 1): Promise<void> {
  const server = await start(shared)
  const file = join(shared, 'postgres', 'postmaster.pid')
  const lines = (await readFile(file, 'utf8')).split('\n')
  const { uid, gid } = await stat(file)
  await server.stop()
  const stale = [pid, lines[1], Number(lines[2]) - 3600, port, ...lines.slice(4)]
  await writeFile(file, stale.join('\n'))
  await chown(file, uid, gid)
}

describe('startEmbedded', () => {
  it('creates a UTF-8 database on PostgreSQL 18 that handles umlauts and has the extensions', async () => {
    const dataDir = await newFolder()

    const { url } = await start(dataDir)
    const row = await query(
      url,
      'create extension citext',
      'create extension pg_trgm',
      `select current_setting('server_version_num')::int >= 180000 as is18,
        current_setting('server_encoding') as encoding, lower('ÄÖÜ') as lower,
        'Ä'::citext = 'ä' as citext, show_trgm('üb') as trigrams,
        current_setting('fsync') as fsync, current_setting('timezone') as timezone`,
    )

    expect(url).toMatch(/^postgres:\/\/fitvibe:[\w-]{32}@127\.0\.0\.1:\d+\/fitvibe$/)
    expect(row).toMatchObject({ is18: true, encoding: 'UTF8', lower: 'äöü', citext: true })
    expect(row).toMatchObject({ fsync: 'on', timezone: 'UTC' })
    expect(row?.trigrams).toHaveLength(3)
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    expect((await readdir(dataDir)).toSorted()).toEqual(filesOfHome)
  })

  it('keeps the data across a restart with different settings', async () => {
    const first = await start(shared)

    await Promise.all([first.stop(), first.stop()])
    await first.stop()
    const second = await start(shared, { application_name: `it's "$HOME"`, work_mem: '5MB' })
    await first.stop()

    expect(await query(second.url, 'select answer from kept')).toEqual({ answer: 42 })
    expect(await query(second.url, 'show work_mem')).toEqual({ work_mem: '5MB' })
  })

  it('accepts a relative data folder with a long name of any characters', async () => {
    const name = `it's a "$HOME" \`folder\` \\ für ${'langes '.repeat(20)}`
    const dataDir = relative(process.cwd(), join(await newFolder(), name))

    const { url } = await start(dataDir)

    expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
  })

  it('gives concurrent callers the same server', async () => {
    const dataDir = await newFolder()

    const [first, second, ...here] = await Promise.all([
      startInChild(dataDir),
      startInChild(dataDir),
      start(dataDir),
      start(dataDir),
    ])

    const urls = new Set([first, second, ...here].map(({ url }) => url))
    expect(urls.size).toBe(1)
    expect(await query(here[0].url, 'select 1 as one')).toEqual({ one: 1 })
  })
})

describe('a server left running', () => {
  it('is adopted after its starter was killed', async () => {
    const { child, url } = await startInChild(shared)
    const startedAt = await startOf(url)

    await end(child, 'SIGKILL')
    const adopted = await start(shared)

    expect(adopted.url).toBe(url)
    expect(await startOf(adopted.url)).toEqual(startedAt)
  })

  it('survives the Ctrl-C that ends its starter', async () => {
    const { child, url } = await startInChild(shared)
    const startedAt = await startOf(url)

    await end(child, 'SIGINT')
    await start(shared)

    expect(await startOf(url)).toEqual(startedAt)
  })

  it('is named in the error and keeps running if it rejects our password', async () => {
    const { url } = await start(shared)
    const passwordFile = join(shared, 'postgres.password')
    const password = await readFile(passwordFile, 'utf8')

    await writeFile(passwordFile, 'another')
    const failure = startEmbedded({ dataDir: shared })

    await expect(failure).rejects.toThrow(`process ${await readPid(shared)} serves`)
    await writeFile(passwordFile, password)
    expect(await query(url, 'select answer from kept')).toEqual({ answer: 42 })
  })
})

describe('a server that was killed', () => {
  it('recovers all committed data', async () => {
    const { url } = await start(shared)
    await query(url, 'create table late as select 43 as answer')

    process.kill(await readPid(shared), 'SIGKILL')
    const recovered = await start(shared)

    expect(await query(recovered.url, 'select answer from late')).toEqual({ answer: 43 })
  })

  it('does not block the next start after its process has ended', async () => {
    const gone = spawn('/bin/true')
    await once(gone, 'exit')
    await leaveStaleFile(Number(gone.pid))

    const { url } = await start(shared)

    expect(await query(url, 'select answer from kept')).toEqual({ answer: 42 })
  })

  it('does not block the next start if another program now has its PID', async () => {
    const { uid, gid } = await stat(join(shared, 'postgres'))
    const other = spawn('/bin/sleep', ['600'], { uid, gid })
    children.push(other)
    await leaveStaleFile(Number(other.pid))

    const { url } = await start(shared)

    expect(await query(url, 'select answer from kept')).toEqual({ answer: 42 })
    expect(other.exitCode).toBeNull()
  })

  it('does not block the next start if another server now has its PID and port', async () => {
    const otherFolder = await newFolder()
    const other = await start(otherFolder)
    await leaveStaleFile(await readPid(otherFolder), Number(new URL(other.url).port))

    const { url } = await start(shared)

    expect(await query(url, 'select answer from kept')).toEqual({ answer: 42 })
    expect(await query(other.url, 'select 1 as one')).toEqual({ one: 1 })
  })
})

describe('a cluster that cannot be used', () => {
  it('is created again if initdb was interrupted', async () => {
    const dataDir = await newFolder()
    await mkdir(join(dataDir, 'postgres', 'base', '1'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    const draft = join(dataDir, 'postgres.new-of-a-killed-process')
    await mkdir(draft)
    await utimes(draft, 0, 0)

    const { url } = await start(dataDir)

    expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
    expect((await readdir(dataDir)).toSorted()).toEqual(filesOfHome)
  })

  it('is never removed if it was complete', async () => {
    const control = join(shared, 'postgres', 'global', 'pg_control')

    await rename(control, `${control}.lost`)
    await expect(start(shared)).rejects.toThrow('pg_control')
    await rename(`${control}.lost`, control)
    const { url } = await start(shared)

    expect(await query(url, 'select answer from kept')).toEqual({ answer: 42 })
  })

  it('is never removed if the folder holds foreign files', async () => {
    const dataDir = await newFolder()
    await mkdir(join(dataDir, 'postgres'))
    await writeFile(join(dataDir, 'postgres', 'thesis.txt'), 'a year of work')

    await expect(start(dataDir)).rejects.toThrow('thesis.txt')

    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['thesis.txt'])
  })

  it('is not replaced if the password file is missing', async () => {
    const passwordFile = join(shared, 'postgres.password')

    await rename(passwordFile, `${passwordFile}.lost`)
    await expect(start(shared)).rejects.toThrow('postgres.password is missing')
    await rename(`${passwordFile}.lost`, passwordFile)
  })
})

describe('an error', () => {
  it('names the log and quotes its end', async () => {
    const failure = start(shared, { shared_buffers: 'plenty' })

    await expect(failure).rejects.toThrow(join(shared, 'postgres.log'))
    await expect(failure).rejects.toThrow('invalid value for parameter "shared_buffers": "plenty"')
  })
})
