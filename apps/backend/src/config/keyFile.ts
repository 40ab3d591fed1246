import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { newSigningKey, ringAt, type KeyRing, type PlannedKey } from '../utils/keyRing.ts'
import { createOnce, replaceFile, withLock } from '../utils/wholeFiles.ts'
import { findFormerKey, deleteFormerKey } from './secrets.ts'

/** Returns the keys at a time. */
export type KeySource = (now: Date) => KeyRing

/** Running servers notice a changed file within this time. */
export const RECHECK_SECONDS = 5

const KeyFile = z.object({
  keys: z
    .array(
      z.object({
        kid: z.string(),
        publicKey: z.string(),
        privateKey: z.string(),
        publishedAt: z.coerce.date(),
        signsAt: z.coerce.date(),
        dropsAt: z.coerce.date().exactOptional(),
      }),
    )
    .min(1),
})

/**
 * Opens the key file of a server without configured keys, in the data folder; creates the first key
 * if there is none. Notices changes of the file while the server runs. If the changed file cannot be
 * read, it emits a warning and keeps using the previous keys.
 */
export async function openKeyFile(dataDir: string): Promise<KeySource> {
  const file = fileIn(dataDir)
  if (!stampOf(file)) await create(dataDir)
  let stamp = stampOf(file)
  let keys = readKeys(dataDir)
  let checkedAt = 0
  return (now) => {
    if (Math.abs(now.getTime() - checkedAt) >= RECHECK_SECONDS * 1_000) {
      checkedAt = now.getTime()
      const current = stampOf(file)
      if (current !== stamp) keys = readAgain(dataDir, keys)
      stamp = current
    }
    return ringAt(keys, now)
  }
}

/** @throws Error if there are none or they cannot be read */
export function readKeys(dataDir: string): readonly PlannedKey[] {
  const file = fileIn(dataDir)
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))).keys
  } catch (error) {
    throw new Error(`Cannot read ${file}`, { cause: error })
  }
}

/** Changes the keys; running servers follow within `RECHECK_SECONDS`. */
export async function changeKeys(
  dataDir: string,
  change: (keys: readonly PlannedKey[]) => PlannedKey[],
): Promise<void> {
  await openKeyFile(dataDir)
  const file = fileIn(dataDir)
  await withLock(file, () => replaceFile(file, textOf(change(readKeys(dataDir)))))
}

const fileIn = (dataDir: string) => join(dataDir, 'keys.json')
const textOf = (keys: readonly PlannedKey[]) => `${JSON.stringify({ keys }, null, 2)}\n`

async function create(dataDir: string): Promise<void> {
  const former = await findFormerKey(dataDir)
  const now = new Date()
  const first = { ...(former ?? (await newSigningKey())), publishedAt: now, signsAt: now }
  await createOnce(fileIn(dataDir), textOf([first]))
  if (former) await deleteFormerKey(dataDir)
}

function readAgain(dataDir: string, previous: readonly PlannedKey[]): readonly PlannedKey[] {
  try {
    return readKeys(dataDir)
  } catch (error) {
    process.emitWarning(`${(error as Error).message}: still using the previous keys`)
    return previous
  }
}

/** Returns a stamp that differs after each change of the file; undefined if it does not exist. */
function stampOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}
