import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, deflate, inflate } from 'node:zlib'

import type { Log } from './log.rules.ts'
import type { TableFile } from './readTable.service.ts'

const WORKOUTS_PER_TURN = 100

/** Compresses in another thread, for speed rather than size. */
export const compress = (bytes: Uint8Array | string): Promise<Buffer> =>
  promisify(deflate)(bytes, { level: constants.Z_BEST_SPEED })

export const decompress = (bytes: Uint8Array): Promise<Buffer> => promisify(inflate)(bytes)

/**
 * Packs a file that was read until it is committed: reading cells takes most of the time. Writes a
 * line of JSON for each workout, so that other requests do not wait for all of them.
 */
export async function pack({ source, encoding, log }: TableFile): Promise<Buffer> {
  const { workouts, ...rest } = log
  const lines = [JSON.stringify({ source, encoding, ...rest })]
  for (const [at, workout] of workouts.entries()) {
    if (at % WORKOUTS_PER_TURN === 0) await setImmediate()
    lines.push(JSON.stringify(workout))
  }
  return compress(lines.join('\n'))
}

export async function unpack(packed: Uint8Array): Promise<TableFile> {
  const [head = '', ...lines] = (await decompress(packed)).toString().split('\n')
  const { source, encoding, ...rest } = JSON.parse(head) as Omit<TableFile, 'log'> & Log
  const workouts: Log['workouts'][number][] = []
  for (const [at, line] of lines.entries()) {
    if (at % WORKOUTS_PER_TURN === 0) await setImmediate()
    workouts.push(JSON.parse(line) as Log['workouts'][number])
  }
  return { source, encoding, log: { ...rest, workouts } }
}
