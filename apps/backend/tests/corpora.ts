import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Public collections, beside the repository where a machine has them. */
const FOLDER = [
  process.env['FITVIBE_CORPORA'],
  fileURLToPath(new URL('../../../../shared/corpora', import.meta.url)),
  '/work/shared/corpora',
].find((folder) => folder !== undefined && existsSync(folder))

/** A folder of the collections, if it is there. */
export function corpus(name: string): string | undefined {
  const folder = FOLDER && join(FOLDER, name)
  return folder !== undefined && existsSync(folder) ? folder : undefined
}
