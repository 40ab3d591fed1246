import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, chown, link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

/** Readable and writable by the user of the process only. */
const PRIVATE = 0o600
const PRIVATE_FOLDER = 0o700
/** As root, the group of PostgreSQL's account passes through the folder to the database. */
const PASSABLE_FOLDER = 0o710

/**
 * Makes an existing folder accessible to its owner only. Leaves a folder that is missing or belongs
 * to another account.
 */
export async function makePrivate(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found || found.uid !== process.getuid?.()) return
  const mode = found.mode & 0o777
  const isPrivate = mode === PRIVATE_FOLDER || (found.uid === 0 && mode === PASSABLE_FOLDER)
  if (!isPrivate) await chmod(folder, PRIVATE_FOLDER)
}

/** Creates a file completely or not at all. Never overwrites an existing file. */
export async function createOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER })
  const draft = await write(file, text)
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
}

/** Writes a new file atomically: readers see none or all of it. Leaves nothing if the disk is full. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER })
  await rename(await write(file, bytes), file)
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

/** Appends a line to a file and syncs it to disk. Creates the file if it is missing. */
export async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER })
  const handle = await open(file, 'a', PRIVATE)
  try {
    // A line that a crash has cut off must not swallow this one.
    const isWhole = (await handle.stat()).size === 0 || (await endsLine(file))
    await handle.writeFile(`${isWhole ? '' : '\n'}${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function endsLine(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer.toString() === '\n'
  } finally {
    await handle.close()
  }
}

/** Reads a file line by line; none if it is missing. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (found) yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}

/** Writes a draft next to `file` and syncs it to disk. */
async function write(file: string, content: string | Uint8Array): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', PRIVATE)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return draft
}
