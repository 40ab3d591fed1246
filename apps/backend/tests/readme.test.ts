import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { freePorts, startProcess, type ServerProcess } from '../../../tests/serverProcess.ts'

const hasCurl = spawnSync('curl', ['--version']).status === 0

describe.skipIf(!hasCurl)('the walkthrough in the README', () => {
  let server: ServerProcess
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fitvibe-readme-'))
    const [PORT = '', METRICS_PORT = ''] = await freePorts(2)
    server = startProcess({ PORT, METRICS_PORT, FITVIBE_DATA_DIR: folder })
    await server.greeted()
  })

  afterAll(async () => {
    server.kill('SIGTERM')
    await server.ended
    await rm(folder, { recursive: true, force: true })
  })

  it('takes two athletes through the loop', async () => {
    const script = (await walkthrough()).replace('http://localhost:8080', server.url)

    const { stdout, stderr } = await promisify(execFile)('bash', [
      '--norc',
      '-euo',
      'pipefail',
      '-c',
      script,
    ])

    const answers = stdout.split('\n').filter(Boolean).map(parse)
    expect(stderr).toBe('')
    expect(answers.filter(({ error }) => error)).toEqual([])
    expect(answers).toEqual([
      { status: 'accepted' },
      { username: 'ada' },
      { user: expect.objectContaining({ username: 'ada' }) },
      expect.objectContaining({ pointsAwarded: 25, adherence: 100 }),
      { total: 25, today: 25 },
      expect.objectContaining({ completed: 1, volume: 2100, points: 25 }),
      expect.objectContaining({ title: 'Pull', visibility: 'public' }),
      { status: 'accepted' },
      { username: 'ben' },
      { user: expect.objectContaining({ username: 'ben' }) },
      { items: [expect.objectContaining({ title: 'Pull' })], nextCursor: null },
      { newSessionId: expect.any(String) },
      expect.objectContaining({
        items: [
          expect.objectContaining({
            title: 'Pull',
            status: 'planned',
            attribution: expect.objectContaining({ name: 'ada', between: 0 }),
          }),
        ],
      }),
    ])
  }, 30_000)
})

/** Joins the shell blocks of the section. */
async function walkthrough(): Promise<string> {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
  const section = readme.split('## The loop by hand')[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, script]) => script).join('')
}

const parse = (line: string) => JSON.parse(line) as Record<string, unknown>
