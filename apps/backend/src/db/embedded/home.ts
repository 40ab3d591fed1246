import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

import { findUnprivileged, isReachable, isRoot, type Account } from './account.ts'
import { rootFolder } from './copy.ts'
import { hasCode, ifPresent, makeOwnFolder, writeOnce } from './files.ts'

/** The folder that holds `postgres/`, `postgres.log` and `postgres.password`, and who runs there. */
export interface Home {
  folder: string
  account: Account | undefined
}

/**
 * `dataDir` itself, made where missing. Under root it may be one that no other account can reach,
 * such as /root/fitvibe: the home is then a folder below /var/lib/fitvibe, and `postgres.location`
 * in `dataDir` names it. That note alone ties the two together: moved along with `dataDir` it still
 * finds the data, and a `dataDir` that was deleted starts empty, as its keys and secrets do.
 */
export async function settleHome(dataDir: string): Promise<Home> {
  const wanted = resolve(dataDir)
  await mkdir(dirname(wanted), { recursive: true })
  await mkdir(wanted, { mode: 0o700 }).catch((error) => {
    if (!hasCode(error, 'EEXIST')) throw error
  })
  const folder = await realpath(wanted)
  return isRoot() ? settleAsRoot(folder) : { folder, account: undefined }
}

async function settleAsRoot(dataDir: string): Promise<Home> {
  const note = join(dataDir, 'postgres.location')
  if (!(await ifPresent(stat(note)))) {
    const account = await chooseAccount(dataDir)
    if (await isReachable(dirname(dataDir), account)) await letIn(dataDir, account)
    if (await isReachable(dataDir, account)) return { folder: dataDir, account }
    if (await ifPresent(stat(join(dataDir, 'postgres')))) {
      throw new Error(`${dataDir} holds a database that the account it belongs to cannot reach`)
    }
    await writeOnce(note, describeLocation(join(rootFolder, `data-${randomUUID()}`)))
  }
  const [elsewhere = ''] = (await readFile(note, 'utf8')).split('\n')
  await makeOwnFolder(rootFolder, 0o755)
  const folder = await makeOwnFolder(elsewhere, 0o711)
  return { folder, account: await chooseAccount(folder) }
}

/** Whoever owns the cluster already, because PostgreSQL runs as nobody else. */
async function chooseAccount(folder: string): Promise<Account> {
  const { uid = 0, gid = 0 } = (await ifPresent(stat(join(folder, 'postgres')))) ?? {}
  return uid === 0 ? findUnprivileged() : { uid, gid }
}

/** Lets the account through a folder that root keeps to itself, and nobody else. */
async function letIn(folder: string, account: Account): Promise<void> {
  const { uid, mode } = await stat(folder)
  if (uid !== 0 || (mode & 0o077) !== 0) return
  await chown(folder, uid, account.gid)
  await chmod(folder, (mode & 0o7777) | 0o010)
}

function describeLocation(folder: string): string {
  return `${folder}
PostgreSQL refuses to run as root, and no other account can reach the folder of this note.
So the database lives in the folder named above. Delete both to start afresh.
`
}
