import { deepStrictEqual } from 'node:assert'

import type { ReadScript, Script } from './baseline/setup.ts'
import { POOL_SIZE } from './environment.ts'
import { load, median, type Measured } from './load.ts'
import { logInUsers, mintLogins } from './logins.ts'
import type { Options } from './options.ts'
import { startBaseline, type Running } from './processes.ts'
import { createProfiles, type Profile, type Request } from './profiles.ts'
import { send, startRecorder, type Recording } from './record.ts'
import { timeSql, type SqlTime } from './sqlTime.ts'

export interface Result {
  readonly name: string
  readonly app: Measured
  readonly baseline: Measured
  /** Number of statements of a request. */
  readonly statements: number
  /** Size of an answer. */
  readonly bytes: number
  /** Measured for reads only. */
  readonly sql: SqlTime | undefined
}

const READERS = 50

/** Logs the users in and builds the requests of every profile. */
export async function prepare(
  url: string,
  env: NodeJS.ProcessEnv,
  world: { users: number; sessions: number; completers: number; planned: number },
): Promise<Profile[]> {
  const readers = await logInUsers(url, Math.min(READERS, world.users))
  const completers = await mintLogins(url, env, world.completers)
  return createProfiles({ ...world, readers, completers }, await feedCursors(url))
}

/** Measures server and baseline in turn, so that changes of the machine affect both. */
export async function measure(run: {
  app: Running
  profile: Profile
  env: NodeJS.ProcessEnv
  options: Options
}): Promise<Result> {
  const { app, profile, env, options } = run
  const { name, writes } = profile
  const recordings = await recordAll(env, profile)
  const failed = recordings.find(({ status }) => status >= 300)
  if (failed) throw new Error(`${name}: ${failed.status} ${JSON.stringify(failed.answer)}`)
  const baseline = await startBaseline({
    databaseUrl: env['DATABASE_URL'] ?? '',
    poolSize: POOL_SIZE,
    profile: name,
    scripts: writes ? [] : recordings.map(toScript),
    write: writes ? toWriteScript(recordings[0]) : undefined,
  })
  try {
    // A write's recorded request has been carried out and cannot be sent again.
    const rest = writes ? profile.requests.slice(recordings.length) : profile.requests
    const bytes = await compare({ app, baseline, profile, recordings, samples: rest.slice(0, 2) })
    const measured = await interleave({ app, baseline, profile, options, rest: rest.slice(2) })
    const sql = writes ? undefined : await timeSql(env['DATABASE_URL'] ?? '', recordings)
    return { name, sql, ...measured, statements: recordings[0]?.statements.length ?? 0, bytes }
  } finally {
    await baseline.stop()
  }
}

async function interleave(run: {
  app: Running
  baseline: Running
  profile: Profile
  options: Options
  rest: readonly Request[]
}) {
  const { app, baseline, profile, options, rest } = run
  const { connections, rounds, seconds } = options
  const measured: { app: Measured[]; baseline: Measured[] } = { app: [], baseline: [] }
  const slots = rounds * 2
  const share = Math.floor(rest.length / slots)
  const limits = { connections, isOnce: profile.writes }
  if (!profile.writes) {
    await load(app.url, rest, { ...limits, seconds: 2 })
    await load(baseline.url, rest, { ...limits, seconds: 1 })
  }
  for (let slot = 0; slot < slots; slot += 1) {
    const side = slot % 2 === 0 ? 'app' : 'baseline'
    const requests = profile.writes ? rest.slice(slot * share, (slot + 1) * share) : rest
    const { url } = side === 'app' ? app : baseline
    measured[side].push(await load(url, requests, { ...limits, seconds }))
  }
  return { app: median(measured.app), baseline: median(measured.baseline) }
}

async function recordAll(env: NodeJS.ProcessEnv, profile: Profile): Promise<Recording[]> {
  const recorder = await startRecorder(env)
  try {
    const recordings: Recording[] = []
    const requests = profile.writes ? profile.requests.slice(0, 1) : profile.requests
    for (const request of requests) recordings.push(await recorder.record(request))
    return recordings
  } finally {
    await recorder.stop()
  }
}

/** Throws unless server and baseline give equal answers; compares only the shape for a write. */
async function compare(run: {
  app: Running
  baseline: Running
  profile: Profile
  recordings: readonly Recording[]
  samples: readonly Request[]
}): Promise<number> {
  const { app, baseline, profile, recordings, samples } = run
  const [first, second] = samples
  if (profile.writes && first && second) {
    const [ours, bare] = [await send(app.url, first), await send(baseline.url, second)]
    if (ours.status !== 200 || bare.status !== 200)
      throw new Error(`${profile.name}: ${ours.text} ${bare.text}`)
    deepStrictEqual(shapeOf(bare.answer), shapeOf(ours.answer))
    return Buffer.byteLength(ours.text)
  }
  let bytes = 0
  const step = Math.max(1, Math.floor(profile.requests.length / 60))
  for (const [index, request] of profile.requests.entries()) {
    if (index % step !== 0) continue
    const [ours, bare] = [await send(app.url, request), await send(baseline.url, request)]
    deepStrictEqual(bare.answer, ours.answer, `${profile.name}: ${request.key}`)
    deepStrictEqual(
      recordings[index]?.answer,
      ours.answer,
      `${profile.name}: recorded answer differs`,
    )
    bytes = Math.max(bytes, Buffer.byteLength(ours.text))
  }
  return bytes
}

/** Reduces lists to one word, because the number of badges and records differs by session. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'list'
  if (value === null || typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}

const KNOWN = ['page', 'pageSize', 'interval', 'from', 'to']

function toScript({ key, statements, answer }: Recording): ReadScript {
  const { exercises, ...rest } = answer as { exercises?: { adherence: unknown }[] }
  const known = Object.entries(rest).filter(([name]) => KNOWN.includes(name))
  const compared = exercises && { compared: exercises.map(({ adherence }) => adherence) }
  return { key, statements, known: { ...Object.fromEntries(known), ...compared } }
}

function toWriteScript(recording: Recording | undefined): Script | undefined {
  if (!recording) return undefined
  const { key, statements, answer } = recording
  return { sessionId: /sessions\/([\da-f-]{36})/.exec(key)?.[1] ?? '', statements, answer }
}

async function feedCursors(url: string): Promise<string[]> {
  const cursors: string[] = []
  for (let page = 0; page < 3; page += 1) {
    const cursor = cursors.at(-1)
    const res = await fetch(`${url}/api/v1/feed${cursor ? `?cursor=${cursor}` : ''}`)
    const { nextCursor } = (await res.json()) as { nextCursor?: string | null }
    if (nextCursor) cursors.push(nextCursor)
  }
  return cursors
}
