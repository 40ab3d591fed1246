import { randomUUID } from 'node:crypto'
import { chown, link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Readable and writable by the user of the process only. */
const PRIVATE = 0o600

/** Creates a file completely or not at all. Never overwrites an existing file. */
export async function createOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = await write(file, text)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
}

/** Replaces a file atomically: readers see the old or the new text. Keeps the file's owner. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const { uid, gid } = await stat(file)
  const draft = await write(file, text)
  if (process.getuid?.() === 0) await chown(draft, uid, gid)
  await rename(draft, file)
}

/**
 * Runs `work` while no other process does so for the same file.
 * @throws Error if another process holds the lock
 */
export async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  const lock = `${file}.lock`
  await writeFile(lock, '', { flag: 'wx', mode: PRIVATE }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    throw new Error(`Another process is changing ${file}. If none is, remove ${lock}`)
  })
  try {
    await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Writes a draft next to `file` and syncs it to disk. */
async function write(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', PRIVATE)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}
