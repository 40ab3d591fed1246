import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { startEmbedded } from '@fitvibe/embedded-postgres'

import { migrate } from '../../apps/backend/src/db/migrate.ts'
import { startTranslationPeer } from '../../apps/backend/tests/translationPeer.ts'
import { createEnvironment } from './environment.ts'
import { fill } from './fill.ts'
import { mintLogins, type Login } from './logins.ts'
import { startApp } from './processes.ts'

/**
 * `npm run bench:translations`: replays a day of a feed, in which athletes share sessions and others read
 * them in German, and measures the share of texts that come from the cache.
 */
const READERS = 60
const SESSIONS = 60
const READS_A_SESSION = 10
/** Pause between two reads; on a real day these are minutes. */
const PAUSE_MS = 20
const MIN_HIT_RATIO = 0.8

const folder = await mkdtemp(join(tmpdir(), 'fitvibe-bench-'))
const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]

try {
  const peer = await startTranslationPeer()
  stops.push(async () => peer.stop())
  const postgres = await startEmbedded({ dataDir: folder })
  stops.push(() => postgres.stop())
  await migrate(postgres.url)
  const world = { users: 100, sessions: 10, planned: 0, completers: 0, passwordHash: 'x' }
  await fill(postgres.url, { ...world, now: new Date() })
  const { key, url = '' } = peer.config()
  const env = {
    ...process.env,
    ...createEnvironment(postgres.url, folder),
    AI_TRANSLATION_PROVIDER: 'deepl',
    AI_TRANSLATION_KEY: key,
    AI_TRANSLATION_URL: url,
  }
  const app = await startApp(env, { logFile: join(folder, 'server.log') })
  stops.push(() => app.stop())
  const athletes = await mintLogins(app.url, env, READERS)

  const waits: number[] = []
  for (let session = 0; session < SESSIONS; session += 1) {
    await share(app.url, athleteAt(athletes, session * 7), session)
    for (let read = 0; read < READS_A_SESSION; read += 1) {
      waits.push(await readFeed(app.url, athleteAt(athletes, session * 11 + read * 13)))
      await setTimeout(PAUSE_MS)
    }
  }
  const metrics = await fetch(app.metricsUrl).then((res) => res.text())
  const hits = valueOf(metrics, 'translation_cache_hits_total')
  const misses = valueOf(metrics, 'translation_cache_misses_total')
  const ratio = hits / (hits + misses)

  const sorted = waits.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const slow = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  console.log(`${SESSIONS} sessions shared, ${waits.length} pages read in German`)
  console.log(`${hits} texts from the cache, ${misses} not: ${(100 * ratio).toFixed(1)} %`)
  console.log(`${peer.received.length} requests to the provider`)
  console.log(`a page takes ${median.toFixed(1)} ms, 95 % at most ${slow.toFixed(1)} ms`)
  if (ratio < MIN_HIT_RATIO) throw new Error(`Less than ${100 * MIN_HIT_RATIO} % from the cache`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const stop of stops.toReversed()) await stop().catch(console.error)
}

function athleteAt(athletes: readonly Login[], index: number): Login {
  const athlete = athletes[index % athletes.length]
  if (!athlete) throw new Error('No athlete is logged in')
  return athlete
}

async function share(url: string, { headers }: Login, session: number): Promise<void> {
  const exercises = [
    { name: `Presse maison ${session % 9}`, actual: { sets: 3, reps: 5, load: 60 } },
  ]
  const body = {
    title: `Séance numéro ${session}`,
    visibility: 'public',
    completed: { durationSec: 1_800 },
    exercises,
  }
  const res = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (res.status !== 201) throw new Error(`POST /sessions: ${res.status} ${await res.text()}`)
}

/** Returns the time of the answer in milliseconds. */
async function readFeed(url: string, { headers }: Login): Promise<number> {
  const startedAt = performance.now()
  const res = await fetch(`${url}/api/v1/feed?lang=de`, { headers })
  await res.text()
  if (!res.ok) throw new Error(`GET /feed: ${res.status}`)
  return performance.now() - startedAt
}

function valueOf(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0)
}
