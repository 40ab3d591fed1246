import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { startEmbedded } from '@fitvibe/embedded-postgres'

import { migrate } from '../../apps/backend/src/db/migrate.ts'
import { createEnvironment } from './environment.ts'
import { fill } from './fill.ts'
import { mintLogins, type Login } from './logins.ts'
import { startApp } from './processes.ts'

/** `npm run bench:imports`: measures the time and memory to import a history of workouts. */
const WORKOUTS = 1_500
const ROWS = 16

const folder = await mkdtemp(join(tmpdir(), 'fitvibe-bench-'))
const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]

try {
  const postgres = await startEmbedded({ dataDir: folder })
  stops.push(() => postgres.stop())
  await migrate(postgres.url)
  const env = createEnvironment(postgres.url, folder)
  const world = { users: 200, sessions: 60, planned: 0, completers: 0, passwordHash: 'x' }
  await fill(postgres.url, { ...world, now: new Date() })
  const childEnv = { ...process.env, ...env }
  const app = await startApp(childEnv, { logFile: join(folder, 'server.log') })
  stops.push(() => app.stop())
  const [login] = await mintLogins(app.url, childEnv, 1)
  if (!login) throw new Error('No user is logged in')

  const file = strongFile()
  const before = await memoryOf(app.pid)
  const cpuBefore = await cpuSecondsOf(app.pid)
  const health = watch(`${app.url}/health`)
  const startedAt = performance.now()
  const preview = await send(app.url, login, 'POST', '/imports', file, 'text/csv')
  const previewed = performance.now()
  const body = JSON.stringify({ unit: 'kg' })
  const path = `/imports/${String(preview['id'])}`
  const commit = await send(app.url, login, 'POST', `${path}/commit`, body, 'application/json')
  const committed = performance.now()
  const longest = await health.end()
  const after = await memoryOf(app.pid)
  const cpuSeconds = (await cpuSecondsOf(app.pid)) - cpuBefore
  const undo = await send(app.url, login, 'DELETE', path)
  const undone = performance.now()

  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(2)
  console.log(`${WORKOUTS * ROWS} rows, ${(file.length / 1e6).toFixed(1)} MB`)
  console.log(
    `preview ${seconds(startedAt, previewed)} s, commit ${seconds(previewed, committed)} s`,
  )
  console.log(`undo ${seconds(committed, undone)} s`)
  console.log(`resident ${before.now} MB before, ${after.peak} MB at most`)
  console.log(`${cpuSeconds.toFixed(2)} s of CPU time in the server, without PostgreSQL`)
  console.log(`longest answer to /health meanwhile ${longest.toFixed(0)} ms`)
  console.log(JSON.stringify({ workouts: commit['workouts'], sets: commit['sets'], undo }))
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const stop of stops.toReversed()) await stop().catch(console.error)
}

function strongFile(): string {
  const names = ['Squat (Barbell)', 'Bench Press (Barbell)', 'Bent Over Row (Barbell)', 'Odd Lift']
  const lines = [
    'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
  ]
  const firstDay = Date.UTC(2015, 0, 1, 18)
  for (let workout = 0; workout < WORKOUTS; workout += 1) {
    const time = new Date(firstDay + workout * 2 * 86_400_000).toISOString().slice(0, 19)
    for (let row = 0; row < ROWS; row += 1) {
      const name = names[Math.floor(row / 4)] ?? ''
      const weight = 60 + (workout % 80) / 2
      lines.push(
        `${time.replace('T', ' ')},"Day ${workout % 3}",1h 5m,"${name}",${(row % 4) + 1},${weight},${5 + (row % 4)},0,0,,,8`,
      )
    }
  }
  return lines.join('\n')
}

async function send(
  url: string,
  login: Login,
  method: string,
  path: string,
  body?: string,
  type?: string,
): Promise<Record<string, unknown>> {
  const res = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...login.headers, ...(type && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  })
  if (!res.ok) throw new Error(`${method} ${path}: ${res.status} ${await res.text()}`)
  return (await res.json()) as Record<string, unknown>
}

/** Returns the resident memory of a process in MB, now and at its peak. */
async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024)
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

/** Returns the CPU seconds of a process; a tick is 10 ms on Linux. */
async function cpuSecondsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Polls `url` and measures its longest answer: other requests had to wait as long. */
function watch(url: string) {
  const state = { longest: 0, isOver: false }
  const polling = (async () => {
    while (!state.isOver) {
      const startedAt = performance.now()
      await fetch(url).then((res) => res.text())
      state.longest = Math.max(state.longest, performance.now() - startedAt)
      await setTimeout(20)
    }
  })()
  return {
    async end() {
      state.isOver = true
      await polling
      return state.longest
    },
  }
}
