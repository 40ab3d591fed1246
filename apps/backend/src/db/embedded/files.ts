import { randomUUID } from 'node:crypto'
import { chmod, link, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'

/** A name beside `path` for making it under; nobody else uses it, and it starts with `path.new-`. */
export function draftOf(path: string): string {
  return `${path}.new-${randomUUID()}`
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** What `promise` gives, or undefined where the file or folder it asks for does not exist. */
export async function ifPresent<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

/**
 * Writes a file that only we can read, unless there is one: whoever is first wins, and nobody ever
 * sees it half written.
 */
export async function writeOnce(path: string, content: string): Promise<void> {
  const draft = draftOf(path)
  await writeFile(draft, content, { mode: 0o600, flush: true })
  try {
    await link(draft, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
}

/** Renames a folder; false where another one, not empty, is there already. */
export async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return false
    throw error
  }
}

/** A folder that belongs to us: in a shared /tmp somebody else may have laid a trap under its name. */
export async function makeOwnFolder(path: string, mode: number): Promise<string> {
  await mkdir(path, { recursive: true })
  const found = await lstat(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${path} is not a folder of ours; remove it, or set DATABASE_URL`)
  }
  await chmod(path, mode)
  return path
}
