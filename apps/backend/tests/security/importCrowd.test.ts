import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'

import {
  authApi,
  feedApi,
  importsApi,
  progressApi,
  sessionsApi,
  type Endpoint,
} from '@fitvibe/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { freePorts, startProcess, type ServerProcess } from '../../../../tests/serverProcess.ts'
import type { AppError } from '../../src/errors.ts'
import { createTurns } from '../../src/utils/turns.ts'
import { clientOf, type Caller, type Client } from '../client.ts'
import { legs, STRONG } from '../importing.ts'
import { PASSWORD, useTestApp } from '../testApp.ts'
import { isLong, reportOf } from './torture.ts'

/** Memory that 20 imports of one user at once may take beyond that of one, MB. */
const MAX_GROWTH_MB = 120
const AT_ONCE = 20

const app = useTestApp()
const { say, control } = reportOf('imports at once')

let server: ServerProcess
let client: Omit<Client, 'close'>
let ada: Caller
let ben: Caller
let adaName: string

/** The server that was built, as a process of its own, so that its memory can be measured. */
beforeAll(async () => {
  const [port = '', metricsPort = ''] = await freePorts(2)
  server = startProcess({
    PORT: port,
    METRICS_PORT: metricsPort,
    DATABASE_URL: app.databaseUrl(),
    FITVIBE_DATA_DIR: app.ctx().config.dataDir,
    RATE_LIMIT_PER_MINUTE: '100000',
  })
  const [{ username }, other] = [await app.newAthlete(), await app.newAthlete()]
  await server.greeted()
  client = clientOf(Number(port))
  adaName = username
  ada = await client.logIn(username, PASSWORD)
  ben = await client.logIn(other.username, PASSWORD)
})

afterAll(async () => {
  server.kill('SIGTERM')
  await server.ended
})

/** 10 MB in a thousand rows: 20 of these in memory would exceed the bound. */
const largeFile = [
  STRONG,
  ...Array.from(
    { length: 1_000 },
    (_, at) => `2026-01-10 18:00:00,"Legs",1h 5m,"Squat",1,60,${at},0,0,${'n'.repeat(10_000)},,`,
  ),
].join('\n')

const workouts = (count: number) =>
  [
    STRONG,
    ...Array.from({ length: count }, (_, at) => {
      const day = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10)
      return `${day} 18:00:00,"Legs",1h 5m,"Lift ${at % 100}",1,60,5,0,0,,,`
    }),
  ].join('\n')

const upload = (caller: Caller, file: string) =>
  client.call(caller, importsApi.previewImport, { body: file })

const commit = (caller: Caller, id: string) =>
  client.call(caller, importsApi.commitImport, { params: { id }, body: { unit: 'kg' } })

async function preview(caller: Caller, file: string): Promise<string> {
  const { status, text } = await upload(caller, file)
  expect(status).toBe(201)
  return (JSON.parse(text) as { id: string }).id
}

/** Runs work and returns its result with the highest resident memory of the server meanwhile, MB. */
async function measured<T>(work: () => Promise<T>) {
  // Sets the highest value to the current one.
  await writeFile(`/proc/${server.pid}/clear_refs`, '5')
  const result = await work()
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  const peak = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1_024
  return { result, peak }
}

const READS: readonly (readonly [endpoint: Endpoint, call: object])[] = [
  [sessionsApi.listSessions, {}],
  [feedApi.listFeed, {}],
  [progressApi.getSummary, {}],
  [importsApi.listImports, {}],
]

/** Reads as both users, logs in again, and imports as the other, while `busy` runs. */
async function othersDuring(busy: Promise<unknown>): Promise<number[]> {
  const statuses: number[] = []
  const isOver = busy.then(() => true)
  do {
    for (const caller of [ada, ben])
      for (const [endpoint, call] of READS)
        statuses.push((await client.call(caller, endpoint, call)).status)
    const body = { login: adaName, password: PASSWORD }
    statuses.push((await client.call(await client.callerOf(), authApi.login, { body })).status)
  } while (!(await Promise.race([isOver, Promise.resolve(false)])))
  return [...new Set(statuses)]
}

const sorted = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

const oneOf = (status: number) => [status, ...Array.from({ length: AT_ONCE - 1 }, () => 409)]

const allAtOnce = <T>(work: () => Promise<T>) =>
  Promise.all(Array.from({ length: AT_ONCE }, () => work()))

// Other systems do not tell the highest memory of a process.
describe.skipIf(!existsSync('/proc/self/clear_refs'))('20 imports of one user at once', () => {
  it('take the memory of one upload, and others are served', async () => {
    await preview(ada, largeFile)
    const one = await measured(() => upload(ada, largeFile))

    const crowd = await measured(async () => {
      const uploads = allAtOnce(() => upload(ada, largeFile))
      const other = upload(ben, legs)
      const others = await othersDuring(uploads)
      return { uploads: await uploads, other: await other, others }
    })

    const { uploads, other, others } = crowd.result
    const growth = Math.round(crowd.peak - one.peak)
    say(`20 uploads: ${Math.round(one.peak)} MB for one, ${growth} MB more for 20`)
    expect(sorted(uploads)).toEqual(oneOf(201))
    expect(other.status).toBe(201)
    expect(others).toEqual([200])
    expect(growth).toBeLessThan(MAX_GROWTH_MB)
  })

  it('take the memory of one commit, and others are served', async () => {
    const count = isLong ? 5_000 : 500
    const one = await measured(async () => commit(ben, await preview(ben, workouts(count))))
    const id = await preview(ada, workouts(count))
    const otherId = await preview(ben, legs)

    const crowd = await measured(async () => {
      const commits = allAtOnce(() => commit(ada, id))
      const other = commit(ben, otherId)
      const others = await othersDuring(commits)
      return { commits: await commits, other: await other, others }
    })

    const { commits, other, others } = crowd.result
    const growth = Math.round(crowd.peak - one.peak)
    say(`20 commits: ${Math.round(one.peak)} MB for one, ${growth} MB more for 20`)
    expect(one.result.status).toBe(200)
    expect(sorted(commits)).toEqual(oneOf(200))
    expect(other.status).toBe(200)
    expect(others).toEqual([200])
    expect(growth).toBeLessThan(MAX_GROWTH_MB)
  })
})

describe('power', () => {
  control('one place for each user', async () => {
    const admitted = createTurns({ atOnce: 3, waiting: 8 })

    const answers = await allAtOnce(() =>
      admitted(() => setImmediate(201)).catch(({ code }: AppError) => code),
    )

    expect(answers).toContain('UNAVAILABLE')
  })
})
