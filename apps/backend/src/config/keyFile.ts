import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { newSigningKey, ringAt, type KeyRing, type PlannedKey } from '../utils/keyRing.ts'
import { createOnce, replaceFile, withLock } from '../utils/wholeFiles.ts'
import { findFormerKey, forgetFormerKey } from './secrets.ts'

/** The keys of any moment. */
export type KeySource = (now: Date) => KeyRing

/** How soon a running server sees that the file has changed. */
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
 * The keys of a server that was given none, kept in the data folder. The first is made where there
 * is none; a change of the file is seen while the server runs. What cannot be read then is warned
 * of, and the keys known before stay in use.
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
  if (former) await forgetFormerKey(dataDir)
}

function readAgain(dataDir: string, known: readonly PlannedKey[]): readonly PlannedKey[] {
  try {
    return readKeys(dataDir)
  } catch (error) {
    process.emitWarning(`${(error as Error).message}: the keys known before stay in use`)
    return known
  }
}

/** Tells two states of a file apart; undefined if it is not there. */
function stampOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}
