import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

import { findUnprivileged, isReachable, isRoot, type Account } from './account.ts'
import { rootFolder } from './copy.ts'
import { hasCode, ifPresent, makeOwnFolder, writeOnce } from './files.ts'

/** The folder that holds `postgres/`, `postgres.log` and `postgres.password`, and its account. */
export interface Home {
  folder: string
  account: Account | undefined
}

/**
 * Creates `dataDir` if missing and returns it as the home. Under root, `dataDir` may be unreachable
 * for other accounts (/root/fitvibe): then the home is a folder below /var/lib/fitvibe, and the file
 * `postgres.location` in `dataDir` names it. Only that file links the two: it still finds the data
 * after `dataDir` was moved, and after `dataDir` was deleted the database starts empty, as do keys
 * and secrets.
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
    if (await isReachable(dirname(dataDir), account)) await grantAccess(dataDir, account)
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

/** Returns the account that owns the cluster, because PostgreSQL refuses to run as any other. */
async function chooseAccount(folder: string): Promise<Account> {
  const { uid = 0, gid = 0 } = (await ifPresent(stat(join(folder, 'postgres')))) ?? {}
  return uid === 0 ? findUnprivileged() : { uid, gid }
}

/** Gives this account, and no other, access to a folder that only root could enter. */
async function grantAccess(folder: string, account: Account): Promise<void> {
  const { uid, mode } = await stat(folder)
  if (uid !== 0 || (mode & 0o077) !== 0) return
  await chown(folder, uid, account.gid)
  await chmod(folder, (mode & 0o7777) | 0o010)
}

function describeLocation(folder: string): string {
  return `${folder}
PostgreSQL refuses to run as root, and no other account can reach the folder of this file.
So the database is in the folder named above. Delete both folders to start with an empty one.
`
}
