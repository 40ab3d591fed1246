import { randomUUID } from 'node:crypto'
import { chown, link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** For its user alone to read. */
const PRIVATE = 0o600

/** Makes a file, whole or not at all, and never over one that is there already. */
export async function createOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = await write(file, text)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
}

/** Puts `text` in the place of what a file holds: readers see either, and its owner stays. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const { uid, gid } = await stat(file)
  const draft = await write(file, text)
  if (process.getuid?.() === 0) await chown(draft, uid, gid)
  await rename(draft, file)
}

/**
 * Runs `work` while no other process does so for the same file.
 * @throws Error while another one does
 */
export async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  const lock = `${file}.lock`
  await writeFile(lock, '', { flag: 'wx', mode: PRIVATE }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    throw new Error(`Somebody else is changing ${file}; if nobody is, remove ${lock}`)
  })
  try {
    await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Writes a draft beside `file`, down to the disk. */
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
