import { randomUUID } from 'node:crypto'
import { chmod, link, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'

/** Returns a unique draft name next to `path`; it starts with `path.new-`. */
export function draftOf(path: string): string {
  return `${path}.new-${randomUUID()}`
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/** Resolves to undefined if the file or folder does not exist. */
export async function ifPresent<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

/**
 * Writes a file that only we can read, unless it exists. If several processes race, the first wins,
 * and no reader sees a half-written file.
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

/** Renames a folder; returns false if a non-empty folder already has the new name. */
export async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return false
    throw error
  }
}

/** Creates a folder and checks that we own it: in a shared /tmp another user may have planted it. */
export async function makeOwnFolder(path: string, mode: number): Promise<string> {
  await mkdir(path, { recursive: true })
  const found = await lstat(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${path} is not a folder that we own; remove it, or set DATABASE_URL`)
  }
  await chmod(path, mode)
  return path
}
