import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { draftOf, ifPresent, makeOwnFolder, moveTo, writeOnce } from './files.ts'
import type { Home } from './home.ts'
import { run } from './run.ts'

/** A home and the folder of the PostgreSQL programs that run on it. */
export interface Cluster extends Home {
  binaries: string
}

/** Name of both the superuser and its database. */
export const owner = 'fitvibe'

const initdbOptions = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  `--username=${owner}`,
  '--pwfile=password',
  '--no-instructions',
]

/**
 * Creates the cluster and its empty database if missing; returns the superuser's password. Works in
 * a draft folder and renames it into place, so `postgres/` is always a complete cluster. If the
 * process is killed half-way, the next one removes the draft.
 */
export async function ensureCluster(cluster: Cluster): Promise<string> {
  const folder = join(cluster.folder, 'postgres')
  const passwordFile = join(cluster.folder, 'postgres.password')
  await removeDrafts(folder)
  await removeUnfinished(folder)
  if (!(await ifPresent(stat(folder)))) {
    await writeOnce(passwordFile, randomBytes(24).toString('base64url'))
    await makeCluster(cluster, folder, await readFile(passwordFile, 'utf8'))
  }
  const password = await ifPresent(readFile(passwordFile, 'utf8'))
  if (password) return password
  throw new Error(`${passwordFile} is missing; restore it, or move ${folder} away to start empty`)
}

async function makeCluster(cluster: Cluster, folder: string, password: string): Promise<void> {
  const draft = await makeOwnFolder(draftOf(folder), 0o711)
  try {
    await mkdir(join(draft, 'cluster'), { mode: 0o700 })
    await writeFile(join(draft, 'password'), password, { mode: 0o600 })
    await giveTo(cluster, join(draft, 'cluster'), join(draft, 'password'))
    await fillCluster(cluster, draft)
    await moveTo(join(draft, 'cluster'), folder) // a faster process may have won: both use the same password
    await syncFolder(cluster.folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Syncs to disk once, at the end, instead of after every step. */
async function fillCluster(cluster: Cluster, cwd: string): Promise<void> {
  const data = ['-D', 'cluster']
  const createDatabase = `create database ${owner};\n`
  await mustRun(cluster, cwd, 'initdb', [...data, ...initdbOptions, '--no-sync'])
  await mustRun(cluster, cwd, 'postgres', ['--single', '-F', ...data, 'postgres'], createDatabase)
  await mustRun(cluster, cwd, 'initdb', [...data, '--sync-only'])
}

async function giveTo({ account }: Cluster, ...paths: string[]): Promise<void> {
  if (account) await Promise.all(paths.map((path) => chown(path, account.uid, account.gid)))
}

async function mustRun(
  { binaries, account }: Cluster,
  cwd: string,
  program: string,
  args: string[],
  input = '',
): Promise<void> {
  const { code, output } = await run(join(binaries, program), args, { cwd, account, input })
  // A single-user server reports a failed statement only in its output, not by its exit code.
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(output)) return
  throw new Error(`${program} ended with code ${code}: ${output}`)
}

/** Makes the rename itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes drafts of killed processes: those older than ten minutes, longer than any setup takes. */
async function removeDrafts(folder: string): Promise<void> {
  const home = dirname(folder)
  const drafts = (await readdir(home)).filter((name) => name.startsWith(`${basename(folder)}.new-`))
  for (const draft of drafts.map((name) => join(home, name))) {
    const { mtimeMs = Infinity } = (await ifPresent(stat(draft))) ?? {}
    if (Date.now() - mtimeMs > 600_000) await rm(draft, { recursive: true, force: true })
  }
}

/**
 * Removes the remains of an interrupted initdb, and nothing else. initdb creates template1 first; if
 * there is a second database, the folder may hold data.
 */
async function removeUnfinished(folder: string): Promise<void> {
  const parts = (await ifPresent(readdir(folder))) ?? []
  const databases = (await ifPresent(readdir(join(folder, 'base')))) ?? []
  const hasControl = (await ifPresent(stat(join(folder, 'global', 'pg_control')))) !== undefined
  if (databases.some((name) => name !== '1') || (hasControl && databases.length === 0)) return

  const foreign = parts.find(
    (name) => !/^(PG_VERSION|base|global|pg_.+|postgresql\..+)$/.test(name),
  )
  if (foreign)
    throw new Error(`${folder} holds ${foreign}, which is not from PostgreSQL; move it away`)
  await rm(folder, { recursive: true, force: true })
}
