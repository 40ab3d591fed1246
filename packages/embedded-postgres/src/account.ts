import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The account that PostgreSQL runs as; undefined means our own. */
export interface Account {
  uid: number
  gid: number
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Finds the account that PostgreSQL runs as when we are root, because PostgreSQL refuses root. The
 * account must be in /etc/passwd: initdb looks up its own name and fails on a bare number.
 */
export async function findUnprivileged(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['nobody', 'daemon']) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? []
    if (uid && gid && uid !== '0') return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and /etc/passwd has neither "nobody" nor "daemon" to run ' +
      'it as. Start FitVibe as another user, or set DATABASE_URL to your own server',
  )
}

/**
 * Returns whether `account` can enter every folder above `path` and, if `path` is a file, read it.
 * Checks owner, group and mode; ignores access control lists.
 */
export async function isReachable(path: string, account: Account): Promise<boolean> {
  const real = await realpath(path)
  for (let step = real; ; step = dirname(step)) {
    const found = await stat(step)
    const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0
    const needed = found.isDirectory() ? 0o1 : 0o4
    if (((found.mode >> shift) & needed) === 0) return false
    if (step === dirname(step)) return true
  }
}
