import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { secondsAfter } from '../utils/clock.ts'
import { loadEnv } from './env.ts'
import { runKeyCommand } from './keyCommands.ts'
import { openKeyFile } from './keyFile.ts'

const start = new Date()

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-keys-'))
})

afterEach(() => rm(folder, { recursive: true }))

const run = (command: string, seconds = 0, variables: NodeJS.ProcessEnv = {}) =>
  runKeyCommand(
    command.split(' '),
    { FITVIBE_DATA_DIR: folder, JWKS_CACHE_SECONDS: '60', ACCESS_TTL_MINUTES: '5', ...variables },
    secondsAfter(start, seconds),
  )

/** Returns key id and state of each listed key. */
const states = (text: string) =>
  [...text.matchAll(/^(\S{16}) +(signs|waits|verifies)\b/gm)].map(([, kid, state]) => [kid, state])

describe('npm run keys', () => {
  it('lists the key of a new server', async () => {
    const listed = await run('list')

    const { signing } = (await openKeyFile(folder))(start)
    expect(states(listed)).toEqual([[signing.kid, 'signs']])
    expect(listed).toMatch(/published \d{4}-\S+Z {2}signs from \d{4}-\S+Z\n$/)
  })

  it('rotates in steps over time', async () => {
    const [[old] = []] = states(await run('list'))

    const published = states(await run('rotate'))
    const [, [made] = []] = published

    expect(published).toEqual([
      [old, 'signs'],
      [made, 'waits'],
    ])
    expect(states(await run('list', 60))).toEqual([
      [old, 'verifies'],
      [made, 'signs'],
    ])
    expect(states(await run('list', 60 + 300 + 60))).toEqual([[made, 'signs']])
  })

  it('shows when a key is dropped', async () => {
    await run('list')

    const [old] = (await run('rotate')).split('\n')

    expect(old).toContain(`dropped ${secondsAfter(start, 420).toISOString()}`)
  })

  it('refuses a second rotation before the first is complete', async () => {
    await run('rotate')

    await expect(run('rotate', 59)).rejects.toThrow('is published already and signs from')
    await expect(run('rotate', 60)).resolves.toContain('waits')
  })

  it('drops all other keys with --now, even a waiting one', async () => {
    const before = states(await run('rotate')).map(([kid]) => kid)

    const after = states(await run('rotate --now', 1))

    expect(after).toEqual([[expect.any(String), 'signs']])
    expect(before).not.toContain(after[0]?.[0])
  })

  it('generates a key pair for an environment file without other settings', async () => {
    const text = await runKeyCommand(['generate'], { NODE_ENV: 'production' })

    const pair = parseEnv(text)

    expect(() => loadEnv(pair)).not.toThrow()
    expect(loadEnv(pair).JWT_PRIVATE_KEY).toContain('\nMII')
    expect(await run('list', 0, pair)).toBe(`${text.slice(2, 18)}  signs\n`)
  })

  it('shows the keys of the environment and refuses to rotate them', async () => {
    const pair = parseEnv(await run('generate'))
    const next = parseEnv(await run('generate'))
    const given = { ...pair, JWT_NEXT_PUBLIC_KEY: next['JWT_PUBLIC_KEY'] }

    expect(states(await run('list', 0, given)).map(([, state]) => state)).toEqual([
      'signs',
      'verifies',
    ])
    await expect(run('rotate', 0, given)).rejects.toThrow('docs/runbooks/rotate-keys.md')
    await expect(run('rotate --now', 0, given)).rejects.toThrow('docs/runbooks/rotate-keys.md')
  })

  it.each(['', 'help', 'rotate --soon', 'list extra'])(
    'prints its usage for %j',
    async (command) => {
      await expect(run(command)).rejects.toThrow('Usage: npm run keys -- COMMAND')
    },
  )

  it('reports an invalid environment', async () => {
    await expect(run('list', 0, { PORT: 'x' })).rejects.toThrow('- PORT')
  })
})
