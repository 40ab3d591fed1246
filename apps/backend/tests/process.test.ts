import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import {
  Agent,
  get,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { feedApi, importsApi, sessionsApi, toRequest } from '@fitvibe/contract'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'

import { freePorts, startProcess, type ServerProcess } from '../../../tests/serverProcess.ts'
import { query, urlOf } from './templateDatabase.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DEMO = { login: 'demo', password: 'Train-with-me-2026' }

const servers: ServerProcess[] = []
const folders: string[] = []

let variables: Record<string, string>
let first: ServerProcess
let second: ServerProcess

/** Two servers with only ports and a data folder configured: each creates its own database. */
beforeAll(async () => {
  const [port = '', metricsPort = '', otherPort = '', otherMetricsPort = ''] = await freePorts(4)
  variables = { PORT: port, METRICS_PORT: metricsPort, FITVIBE_DATA_DIR: await newFolder() }
  first = start(variables)
  second = start({
    PORT: otherPort,
    METRICS_PORT: otherMetricsPort,
    FITVIBE_DATA_DIR: await newFolder(),
  })
  await Promise.all([first.greeted(), second.greeted()])
})

afterAll(async () => {
  for (const server of servers) server.kill('SIGTERM')
  await Promise.all(servers.map((server) => server.ended))
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string>): ServerProcess {
  const server = startProcess(environment)
  servers.push(server)
  return server
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fitvibe-process-'))
  // Otherwise, under root, the database would go to /var/lib/fitvibe and stay there.
  await chmod(folder, 0o711)
  folders.push(folder)
  return folder
}

async function logIn(url: string) {
  const agent = request.agent(url)
  const { body } = await agent.get('/api/v1/auth/csrf')
  const answer = await agent
    .post('/api/v1/auth/login')
    .set('x-csrf-token', body.csrfToken)
    .send(DEMO)
  expect(answer.status).toBe(200)
  return agent
}

async function planSession(url: string, title: string): Promise<string> {
  const agent = await logIn(url)
  const { body } = await agent.get('/api/v1/auth/csrf')
  const plan = toRequest(sessionsApi.createSession, {
    body: { title, plannedFor: '2026-11-24T17:00:00Z', exercises: [{ name: 'Squat' }] },
  })
  const answer = await agent
    .post(plan.url)
    .set('x-csrf-token', body.csrfToken)
    .send(plan.body as object)
  expect(answer.status).toBe(201)
  return answer.body.id
}

async function titlesOn(url: string): Promise<string[]> {
  const agent = await logIn(url)
  const { body } = await agent.get(toRequest(sessionsApi.listSessions, {}).url)
  return body.items.map(({ title }: { title: string }) => title)
}

describe('a server with nothing configured', () => {
  it('prints its address and the demo login', async () => {
    const { stdout, stderr } = first.output

    expect(stdout).toContain(`http://localhost:${variables['PORT']}\n`)
    expect(stdout).toContain(`http://localhost:${variables['PORT']}/dev/mail\n`)
    expect(stdout).toContain(`${DEMO.login} / ${DEMO.password}`)
    expect(stderr).toBe('')
  })

  it('makes its secret files readable by its own user alone', async () => {
    for (const name of ['secrets.json', 'keys.json']) {
      const file = join(variables['FITVIBE_DATA_DIR'] ?? '', name)

      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
  })

  it('makes its data folder, which existed before, private', async () => {
    const { mode, uid } = await stat(variables['FITVIBE_DATA_DIR'] ?? '')

    // Under root, the group of PostgreSQL's account may pass through to the database.
    expect(mode & 0o777).toBe(uid === 0 ? 0o710 : 0o700)
  })

  it('answers on this machine only', async () => {
    const port = variables['PORT'] ?? ''
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')

    for (const { address } of others)
      expect(await isRefused(`http://${address}:${port}`)).toBe(true)
    expect(first.output.stdout).toContain('HOST=0.0.0.0 opens it to your network')
  })

  it('runs next to a second server, each with its own data', async () => {
    await planSession(first.url, 'on the first')
    await planSession(second.url, 'on the second')

    expect(await titlesOn(first.url)).toEqual(['on the first'])
    expect(await titlesOn(second.url)).toEqual(['on the second'])
  })
})

describe('METRICS_PORT', () => {
  it('serves request counts by endpoint on loopback only', async () => {
    const agent = await logIn(first.url)
    const id = '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77'
    await agent.get(toRequest(sessionsApi.getSession, { params: { id } }).url)
    await agent.get('/api/v1/nothing-of-ours')

    const metrics = await request(`http://127.0.0.1:${variables['METRICS_PORT']}`).get('/metrics')
    const onMainPort = await request(first.url).get('/metrics').set('accept', 'application/json')

    expect(metrics.status).toBe(200)
    expect(metrics.text).toMatch(
      /http_requests_total\{method="GET",route="\/api\/v1\/sessions\/:id",status_code="404"\} 1/,
    )
    expect(metrics.text).toContain('route="unmatched"')
    expect(metrics.text).not.toMatch(/nothing-of-ours|0198c4d2/)
    expect(onMainPort.status).toBe(404)
  })
})

describe('an environment', () => {
  it('with faults ends the process with 1 and one message that names them all', async () => {
    const refused = start({ PORT: '80x', ACCESS_TTL_MINUTES: '99', SMTP_URL: 'mail.example' })

    expect(await refused.ended).toBe(1)
    expect(refused.output.stdout).toBe('')
    expect(refused.output.stderr).toMatch(
      /^FitVibe cannot start\. The environment is wrong:\n {2}- PORT: .*\n {2}- ACCESS_TTL_MINUTES: .*\n {2}- SMTP_URL: .*\n$/,
    )
  })

  it('with a port in use ends the process with 1 and a message that names it', async () => {
    const refused = start({ ...(await withDatabase()), PORT: variables['PORT'] ?? '' })

    expect(await refused.ended).toBe(1)
    expect(refused.output.stderr).toBe(
      `FitVibe cannot start. Port ${variables['PORT']} is in use: set PORT or METRICS_PORT.\n`,
    )
  })

  it('with a database and a mail server uses only these', async () => {
    const mails: ParsedMail[] = []
    const mailServer = await receiveMails(mails)
    const [port = ''] = await freePorts(1)
    const dataDir = await newFolder()
    const server = start({
      ...(await withDatabase()),
      PORT: port,
      FITVIBE_DATA_DIR: dataDir,
      SMTP_URL: mailServer.url,
      MAIL_FROM: 'coach@fitvibe.example',
      PUBLIC_ORIGIN: 'https://fitvibe.example',
    })
    await server.greeted()

    await register(server.url)
    await expect.poll(() => mails.length).toBe(1)
    server.kill('SIGTERM')

    expect(mails[0]?.from?.value).toEqual([{ name: 'FitVibe', address: 'coach@fitvibe.example' }])
    expect(mails[0]?.text).toContain('https://fitvibe.example/verify?token=')
    expect(server.output.stdout).not.toMatch(/Demo login|dev\/mail/)
    expect(await readdir(dataDir)).toEqual(['keys.json', 'secrets.json'])
    expect(await server.ended).toBe(0)
    await mailServer.close()
  })
})

/** Creates a new database on the cluster of the tests. */
async function withDatabase() {
  const database = `process_${randomUUID().replaceAll('-', '')}`
  await query(inject('adminUrl'), `create database ${database} template ${inject('template')}`)
  return {
    DATABASE_URL: urlOf(inject('adminUrl'), database),
    METRICS_PORT: '0',
    FITVIBE_DATA_DIR: await newFolder(),
  }
}

async function receiveMails(mails: ParsedMail[]) {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => (mails.push(mail), done()), done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function register(url: string) {
  const agent = request.agent(url)
  const { body } = await agent.get('/api/v1/auth/csrf')
  const answer = await agent
    .post('/api/v1/auth/register')
    .set('x-csrf-token', body.csrfToken)
    .send({ username: 'ada', email: 'ada@example.org', password: DEMO.password })
  expect(answer.status).toBe(201)
}

describe('a server that was killed', () => {
  it('restarts with every change that it had confirmed', async () => {
    await planSession(first.url, 'before the crash')
    first.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')

    first = start(variables)
    await first.greeted()

    expect(await titlesOn(first.url)).toContain('before the crash')
    expect(first.output.stdout).toContain(`${DEMO.login} / ${DEMO.password}`)
  })
})

describe('SIGTERM with SHUTDOWN_DELAY_SECONDS', () => {
  it('reports not ready, serves requests for that long, and ends', async () => {
    const [port = ''] = await freePorts(1)
    const server = start({ ...(await withDatabase()), PORT: port, SHUTDOWN_DELAY_SECONDS: '2' })
    await server.greeted()
    const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 })
    const before = await fetchOver(keepAlive, `${server.url}/health/ready`)

    server.kill('SIGTERM')
    const signalledAt = performance.now()
    const ready = () => fetchOver(keepAlive, `${server.url}/health/ready`)
    await expect.poll(async () => (await ready()).status, { interval: 20 }).toBe(503)
    const served = await fetchOver(keepAlive, `${server.url}/api/v1/feed`)
    await expect.poll(() => isRefused(server.url)).toBe(true)
    const refusedAfter = performance.now() - signalledAt

    expect(before).toEqual({ status: 200, connection: 'keep-alive' })
    expect(served).toEqual({ status: 200, connection: 'close' })
    expect(refusedAfter).toBeGreaterThan(1_900)
    expect(await server.ended).toBe(0)
    expect(performance.now() - signalledAt).toBeLessThan(10_000)
    expect(server.output.stderr).toBe('')
    keepAlive.destroy()
  })
})

async function fetchOver(agent: Agent, url: string) {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  await text(answer)
  return { status: answer.statusCode, connection: answer.headers.connection }
}

describe('SIGTERM', () => {
  it('finishes a request in progress, refuses new ones and ends with 0', async () => {
    const keepAlive = new Agent({ keepAlive: true })
    const body = JSON.stringify({ email: 'nobody@example.org' })
    const agent = request.agent(second.url)
    const { headers, body: csrf } = await agent.get('/api/v1/auth/csrf')
    const cookies = (headers['set-cookie'] as unknown as string[]).map(
      (cookie) => cookie.split(';')[0],
    )
    const slow = httpRequest(`${second.url}/api/v1/auth/password/forgot`, {
      method: 'POST',
      agent: keepAlive,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-csrf-token': csrf.csrfToken,
        cookie: cookies.join('; '),
      },
    })
    slow.write(body.slice(0, 5))
    await request(second.url).get('/health') // the slow request has arrived by now

    second.kill('SIGTERM')
    await expect.poll(() => isRefused(second.url)).toBe(true)
    slow.end(body.slice(5))
    const [answer] = (await once(slow, 'response')) as [IncomingMessage]

    expect(answer.statusCode).toBe(202)
    expect(JSON.parse(await text(answer))).toEqual({ status: 'accepted' })
    expect(await second.ended).toBe(0)
    expect(second.output.stderr).toBe('')
    keepAlive.destroy()
  })
})

describe('SIGTERM during an import', () => {
  /** A file that takes a second to parse. */
  const file = [
    'Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Notes',
    ...Array.from({ length: 99_000 }, (_, at) => `2026-01-10,Legs,Squat,1,60,5,note ${at}`),
  ].join('\n')

  async function importer(url: string) {
    const agent = await logIn(url)
    const { body } = await agent.get('/api/v1/auth/csrf')
    const token = body.csrfToken as string
    return {
      preview: () =>
        agent
          .post(toRequest(importsApi.previewImport, { body: '' }).url)
          .set({ 'content-type': 'text/csv', 'x-csrf-token': token })
          .send(file),
      commit: (id: string) =>
        agent
          .post(toRequest(importsApi.commitImport, { params: { id }, body: {} }).url)
          .set('x-csrf-token', token)
          .send({ unit: 'kg' }),
    }
  }

  it('ends a preview with 503, and the process with 0', async () => {
    const { preview } = await importer(first.url)
    const upload = preview()
    const answer = upload.then(({ status }) => status)
    await untilBegun(upload)

    first.kill('SIGTERM')

    expect(await answer).toBe(503)
    expect(await first.ended).toBe(0)
    expect(first.output.stderr).toBe('')
  })

  it('ends a commit that parses as interrupted, and the process with 0', async () => {
    const server = start(variables)
    await server.greeted()
    const { preview, commit } = await importer(server.url)
    const { body } = await preview()
    const sent = commit(body.id as string)
    const answer = sent.then(({ status, body }) => [status, body.error.code])
    await untilBegun(sent)

    server.kill('SIGTERM')

    expect(await answer).toEqual([503, 'INTERRUPTED'])
    expect(await server.ended).toBe(0)
    expect(server.output.stderr).toBe('')
  })
})

/** Resolves when a request has been sent and the server had time to begin with it. */
async function untilBegun(sent: request.Test): Promise<void> {
  // Its types leave the method out.
  const begun = (sent as unknown as { request(): ClientRequest }).request()
  await once(begun, 'finish')
  await setTimeout(300)
}

function isRefused(url: string): Promise<boolean> {
  const target = `${url}${toRequest(feedApi.listFeed, {}).url}`
  return new Promise((resolve) => {
    const sent = get(target, (answer) => {
      answer.resume()
      resolve(false)
    })
    sent.on('error', () => resolve(true))
  })
}
