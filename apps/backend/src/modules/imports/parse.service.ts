import { setImmediate } from 'node:timers/promises'

import { importsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { AppError, unavailable, unprocessable } from '../../errors.ts'
import { createThread, ThreadFailure } from '../../utils/thread.ts'
import {
  decodeFile,
  type FileFormat,
  type ImportedWorkout,
  type ImportFile,
  type WorkoutOutline,
} from './importFile.ts'
import type { GivenAnswers, ParseAnswer, ParseMessage } from './parseFile.service.ts'

/** Enough for 100,000 rows; the thread of a file that needs more ends. */
const HEAP_MB = 192
const DEADLINE_MS = 30_000
/** The commit that follows a preview is faster in the same thread, whose code is compiled. */
const IDLE_MS = 30_000
/** The thread of a larger file ends, because its heap stays large. */
const KEPT_FILE_BYTES = 4_194_304
/** Likewise, while the workouts of the file are written; packed, a file has about a tenth of its size. */
const KEPT_PACKED_BYTES = 65_536
const ENTRIES_PER_TURN = 50

const thread = createThread(new URL('./parse.worker', import.meta.url), {
  heapMb: HEAP_MB,
  deadlineMs: DEADLINE_MS,
  idleMs: IDLE_MS,
})

/** Starts the thread that parses while a file is on its way. */
export const prepare = (): void => thread.prepare()

/**
 * Outlines a file with default answers, and packs it so that it can be parsed again with the user's.
 * Takes the bytes away.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote or that takes too much time or
 * memory, UNAVAILABLE if the client leaves or the server stops
 */
export async function parse(ctx: Context, user: User, bytes: Uint8Array, signal: AbortSignal) {
  const task = { bytes, format: null, answers: {}, timezone: user.timezone, now: ctx.clock() }
  const { file, kept, digest } = await inThread(
    { ...task, hasSets: false },
    signal,
    KEPT_FILE_BYTES,
  )
  return { file: await decoded<WorkoutOutline>(file), kept, digest }
}

/** Parses a packed file with the user's answers. */
export async function parseAgain(
  ctx: Context,
  user: User,
  { format, kept }: { format: FileFormat; kept: Uint8Array },
  answers: GivenAnswers,
  signal: AbortSignal,
): Promise<ImportFile> {
  const task = { bytes: kept, format, answers, timezone: user.timezone, now: ctx.clock() }
  const { file } = await inThread({ ...task, hasSets: true }, signal, KEPT_PACKED_BYTES)
  return decoded(file)
}

/** Ends the parsing of files when the server stops. */
export const stop = (): Promise<void> => thread.end()

async function inThread(task: ParseMessage, signal: AbortSignal, keptBytes: number) {
  const bytes = ownBytes(task.bytes)
  const isKept = bytes.byteLength <= keptBytes
  try {
    const message = { ...task, bytes }
    const answer = await thread.run({ message, transfer: [bytes.buffer], signal, isKept })
    return accepted(answer as ParseAnswer)
  } catch (error) {
    throw error instanceof ThreadFailure ? refusalOf(error) : error
  }
}

/** Returns bytes that can move to another thread: small buffers share their memory with others. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes)

function accepted(answer: ParseAnswer) {
  if (!('refusal' in answer)) return answer
  const { code, key, options } = answer.refusal
  if (key === 'errors.importUnknown')
    throw unprocessable(key, 'body', { apps: importsApi.OTHER_APPS.join(', ') })
  throw new AppError(code, key, options)
}

function refusalOf({ reason }: ThreadFailure): AppError {
  if (reason === 'memory') return unprocessable('errors.importTooLong', 'body')
  if (reason === 'deadline') return unprocessable('errors.importTooSlow', 'body')
  return unavailable(5)
}

/** Decodes a file. Gives up the event loop between entries. */
async function decoded<Workout extends WorkoutOutline = ImportedWorkout>(
  bytes: Uint8Array,
): Promise<ImportFile<Workout>> {
  const decoding = decodeFile<Workout>(bytes)
  for (let entry = 1; ; entry += 1) {
    const step = decoding.next()
    if (step.done) return step.value
    if (entry % ENTRIES_PER_TURN === 0) await setImmediate()
  }
}
