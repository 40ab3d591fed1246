import { opendir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { unavailable } from '../errors.ts'
import { writeWhole } from './wholeFiles.ts'

interface StoredFile {
  readonly name: string
  readonly writtenAt: Date
}

/** Stores the files of users. A name is used once, so a file never changes. */
export interface Storage {
  /**
   * Stores a file completely or not at all.
   * @throws AppError UNAVAILABLE if the disk is full or cannot be reached
   */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Returns undefined for an unknown name. */
  read(name: string): Promise<Buffer | undefined>
  has(name: string): Promise<boolean>
  /** Does nothing for an unknown name. */
  delete(name: string): Promise<void>
  /** Lists all files, with those that a crash left incomplete under names of their own. */
  list(): AsyncIterable<StoredFile>
}

/** A client whose file could not be stored tries again after this time. */
const RETRY_SECONDS = 30

/** Stores files in a folder, which is created with the first file for this process only. */
export function openStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, name)
  return {
    write: (name, bytes) =>
      writeWhole(pathOf(name), bytes).catch((cause: unknown) => {
        throw unavailable(RETRY_SECONDS, cause)
      }),
    read: (name) => readFile(pathOf(name)).catch(ignoreMissing),
    has: async (name) => (await stat(pathOf(name)).catch(ignoreMissing)) !== undefined,
    delete: (name) => rm(pathOf(name), { force: true }),
    async *list() {
      const entries = await opendir(folder).catch(ignoreMissing)
      for await (const { name } of entries ?? []) {
        const found = await stat(pathOf(name)).catch(ignoreMissing)
        if (found?.isFile()) yield { name, writtenAt: found.mtime }
      }
    },
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
