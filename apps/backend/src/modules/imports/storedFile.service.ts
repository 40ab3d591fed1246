import { constants, deflateSync, inflateSync } from 'node:zlib'

import { fromLines, toLines } from './lines.ts'
import type { Log } from './log.rules.ts'
import type { TableFile } from './readTable.service.ts'

/** Compresses for speed rather than size. */
export const compress = (bytes: Uint8Array): Uint8Array =>
  deflateSync(bytes, { level: constants.Z_BEST_SPEED })

export const decompress = (bytes: Uint8Array): Uint8Array => inflateSync(bytes)

/** Packs a file that was read until it is committed: reading cells takes most of the time. */
export function pack({ source, encoding, log: { workouts, ...rest } }: TableFile): Uint8Array {
  return compress(toLines({ source, encoding, ...rest }, workouts))
}

/** Values that files packed by earlier versions lack. */
const LATER = { isOwnExport: false, monthLanguages: [], dates: { unread: 0, rows: 0 } }

export function unpack(packed: Uint8Array): TableFile {
  const lines = fromLines(decompress(packed))
  const { source, encoding, ...rest } = lines.next().value as Omit<TableFile, 'log'> & Log
  // Files that were packed by an earlier version have all their problems and no count.
  const problemCount = rest.problemCount ?? rest.problems.length
  const workouts = [...lines] as Log['workouts'][number][]
  return { source, encoding, log: { ...LATER, ...rest, problemCount, workouts } }
}
