import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Public collections of test data, next to the repository on machines that have them. */
const FOLDER = [
  process.env['FITVIBE_CORPORA'],
  fileURLToPath(new URL('../../../../shared/corpora', import.meta.url)),
  '/work/shared/corpora',
].find((folder) => folder !== undefined && existsSync(folder))

/** Returns the folder of a collection, or undefined on machines without it. */
export function corpus(name: string): string | undefined {
  const folder = FOLDER && join(FOLDER, name)
  return folder !== undefined && existsSync(folder) ? folder : undefined
}
