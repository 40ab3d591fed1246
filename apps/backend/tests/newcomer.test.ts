import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

import {
  badgesApi,
  feedApi,
  leaderboardApi,
  peopleApi,
  pointsApi,
  progressApi,
  recordsApi,
  seriesApi,
  sessionsApi,
  toRequest,
  usersApi,
  type Endpoint,
} from '@fitvibe/contract'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { freePorts, startProcess, type ServerProcess } from '../../../tests/serverProcess.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const root = fileURLToPath(new URL('../../..', import.meta.url))
const COMPLETE = 'the demo account is complete'

let folder: string
let environment: Record<string, string>
let server: ServerProcess

beforeAll(async () => {
  const [port = '', metricsPort = '', translator = ''] = await freePorts(3)
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-newcomer-'))
  // Otherwise, under root, the database would go to /var/lib/fitvibe and stay there.
  await chmod(folder, 0o711)
  environment = {
    PORT: port,
    METRICS_PORT: metricsPort,
    FITVIBE_DATA_DIR: folder,
    FITVIBE_DEMO: 'true',
    LOG_LEVEL: 'info',
    AI_TRANSLATION_PROVIDER: 'deepl',
    AI_TRANSLATION_KEY: 'test-key:fx',
    AI_TRANSLATION_URL: `http://127.0.0.1:${translator}`,
    DEMO_TRANSLATOR_PORT: translator,
  }
  server = startProcess(environment)
  await server.greeted()
})

afterAll(async () => {
  server.kill('SIGTERM')
  await server.ended
  await rm(folder, { recursive: true, force: true })
})

async function logIn(url: string) {
  const agent = request.agent(url)
  const { body } = await agent.get('/api/v1/auth/csrf')
  const answer = await agent
    .post('/api/v1/auth/login')
    .set('x-csrf-token', body.csrfToken)
    .send({ login: 'demo', password: 'Train-with-me-2026' })
  expect(answer.status).toBe(200)
  return agent
}

describe('the first start', () => {
  it('greets and answers before the demo account is complete', async () => {
    const { status } = await request(server.url).get('/health')

    expect(status).toBe(200)
    expect(server.output.stdout).toContain('demo / Train-with-me-2026')
    expect(server.output.stdout).not.toContain(COMPLETE)
  })

  it('lets the demo account log in meanwhile', async () => {
    const agent = await logIn(server.url)
    const { status } = await agent.get(toRequest(sessionsApi.listSessions, {}).url)

    expect(status).toBe(200)
  })

  it('completes the account at the next start, if it is killed half-way', async () => {
    server.kill('SIGKILL')
    await server.ended
    const killed = server.output.stdout

    server = startProcess(environment)
    await server.greeted()
    const greeted = server.output.stdout
    await expect.poll(() => server.output.stdout, { timeout: 60_000 }).toContain(COMPLETE)

    expect(killed).not.toContain(COMPLETE)
    expect(greeted).not.toContain(COMPLETE)
    expect(server.output.stderr).toBe('')
  })
})

describe('the complete demo account', () => {
  const pages: [string, Endpoint, object?][] = [
    ['sessions', sessionsApi.listSessions, { query: { status: 'completed' } }],
    ['plans', sessionsApi.listSessions, { query: { status: 'planned' } }],
    ['series', seriesApi.listSeries],
    ['a feed of followed athletes', feedApi.listFeed, { query: { scope: 'following' } }],
    ['charts', progressApi.getCharts],
    ['personal records', recordsApi.listRecords],
    ['trained muscles', recordsApi.getMuscles],
    ['points', pointsApi.listPoints],
    ['badges', badgesApi.listBadges],
    ['a leaderboard', leaderboardApi.getLeaderboard],
    ['followers', peopleApi.listFollowers],
    ['followed athletes', peopleApi.listFollowing],
    ['a request that waits', peopleApi.listRequests],
    ['body weights', usersApi.listMyHistory],
  ]

  let agent: Awaited<ReturnType<typeof logIn>>

  beforeAll(async () => {
    agent = await logIn(server.url)
  })

  it.each(pages)('has %s', async (_, endpoint, call = {}) => {
    const { status, body } = await agent.get(toRequest(endpoint, call).url)

    expect(status).toBe(200)
    const shown = body.items ?? body.buckets ?? body.weeks.at(-1).muscles
    expect(shown.length).toBeGreaterThan(0)
  })

  it('shows the sessions of several athletes to visitors', async () => {
    const { body } = await request(server.url).get(toRequest(feedApi.listFeed, {}).url)
    const authors = body.items.map(
      ({ author }: { author: { username: string } }) => author.username,
    )

    expect(body.items.length).toBeGreaterThan(10)
    expect(new Set(authors).size).toBeGreaterThanOrEqual(3)
  })
})

const CHAPTERS = [
  'Ada joins',
  'Ada searches the library for "bench press"',
  'Ada adds an exercise of her own',
  'Ada imports her old log',
  'Ada plans a session for today',
  'Ada completes the session',
  'Ada starts a session and sees plan, log and last time side by side',
  'Ada logs set by set over a bad network',
  'Ada completes the session and compares plan and sets',
  "Ada's points",
  "Ada's progress",
  "Ada's personal records",
  "Ada's history",
  "Ada's streak and badges",
  'Ada publishes the session',
  'Jonas joins',
  'Jonas searches the library for "Kreuzheben"',
  'Jonas reads the feed',
  'Jonas opens the session',
  'Jonas reads the session of Ada in German',
  'Jonas clones the session for himself',
  'Jonas completes the session',
  "Jonas's points",
  "Jonas's history",
  'Jonas completes the same session again',
  'Jonas asks to follow Ada',
  'Ada shares a session with followers only',
  'Jonas compares with Ada',
  'Jonas trains Mondays and Thursdays at 18:00 from now on',
  'Jonas shifts the first session and all following ones by a day',
  'Jonas subscribes to the series in his calendar',
  'Ada exports her history, Jonas previews it',
  'Jonas reports a session, and Ada blocks Jonas',
  'Ada downloads everything that is stored about her',
]

describe('npm run demo', () => {
  it('tells its story to the end', async () => {
    const { code, stdout, stderr } = await runDemo(server.url)

    expect(stderr).toBe('')
    expect(headingsIn(stdout).slice(1)).toEqual(CHAPTERS)
    expect(stdout).toContain('Auf Deutsch: ')
    expect(stdout).toContain('Done. Everything above came from the running server.')
    expect(code).toBe(0)
  })

  it.each([
    ['fails', 'GET', 500, 'GET /api/v1/exercises?'],
    ['is refused', 'POST', 403, 'POST /api/v1/exercises answered 403'],
    ['succeeds with another answer than the contract says', 'GET', 200, 'invalid_type'],
  ])('stops with an error if a request %s', async (_, method, status, reason) => {
    const proxy = await listenBefore(server, { method, path: '/api/v1/exercises', status })

    const { code, stdout, stderr } = await runDemo(urlOf(proxy))
    proxy.close()
    proxy.closeAllConnections()

    expect(stderr).toContain('The demo stopped.')
    expect(stderr).toContain(reason)
    expect(stdout).not.toContain('Done.')
    expect(code).toBe(1)
  })
})

/** Runs the script of package.json on the small log of the repository. */
async function runDemo(url: string) {
  const story = spawn('npm', ['run', '--silent', 'demo', '--', 'demo/data/strong-log.csv'], {
    cwd: root,
    env: { ...process.env, ...environment, FITVIBE_URL: url },
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(story.stdout),
    text(story.stderr),
    once(story, 'close') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

/** Lines that are underlined. */
const headingsIn = (output: string) =>
  [...output.matchAll(/^(.+)\n-{4,}$/gm)].map(([, heading]) => heading)

/** Forwards requests to the server, and answers one itself. */
async function listenBefore(
  target: ServerProcess,
  fault: { method: string; path: string; status: number },
): Promise<Server> {
  const proxy = createServer((req, res) => {
    const isFault = req.method === fault.method && req.url?.split('?')[0] === fault.path
    if (isFault) {
      res.writeHead(fault.status, { 'content-type': 'application/json' }).end('{}')
      return
    }
    const options = { method: req.method, headers: req.headers }
    const sent = forward(target.url + req.url, options, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    })
    req.pipe(sent)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return proxy
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
