import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createConfig } from './config.ts'
import { loadEnv } from './env.ts'
import { loadLocalSecrets } from './secrets.ts'

let folder: string
let broken: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-config-'))
  broken = await mkdtemp(join(tmpdir(), 'fitvibe-config-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
  await rm(broken, { recursive: true })
})

const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

const now = new Date()
const given = keyPair()
const JWT = { JWT_PRIVATE_KEY: given.privateKey, JWT_PUBLIC_KEY: given.publicKey }
const APP_SECRET = 'an application secret of 32 chars'
const PASSWORD_PEPPER = 'a pepper that is long enough, too'

const configure = async (variables: Record<string, string> = {}, dataDir = folder) =>
  createConfig(loadEnv({ FITVIBE_DATA_DIR: dataDir, ...variables }))

describe('local secrets', () => {
  it('are created once and shared by concurrent starts', async () => {
    const made = await Promise.all([1, 2, 3].map(() => loadLocalSecrets(folder)))
    const read = await loadLocalSecrets(folder)

    expect(made).toEqual([read, read, read])
    expect(await readdir(folder)).toEqual(['secrets.json'])
  })

  it('are readable only by their user', async () => {
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  })

  it('never replace a file that cannot be read', async () => {
    const file = join(broken, 'secrets.json')
    await writeFile(file, '{ half of it')

    await expect(loadLocalSecrets(broken)).rejects.toThrow(`Cannot read ${file}`)
    expect(await readFile(file, 'utf8')).toBe('{ half of it')
  })
})

describe('the configuration', () => {
  const DATABASE_URL = 'postgres://db/fitvibe'
  const SMTP_URL = 'smtp://mail'

  it.each([
    ['the embedded database and the local mailbox', {}, '127.0.0.1'],
    ['the embedded database', { SMTP_URL }, '127.0.0.1'],
    ['the local mailbox', { DATABASE_URL }, '127.0.0.1'],
    ['neither', { DATABASE_URL, SMTP_URL }, undefined],
    ['both, and HOST', { HOST: '0.0.0.0' }, '0.0.0.0'],
  ])('listens only for this machine with: %s', async (_, variables, host) => {
    expect((await configure(variables)).host).toBe(host)
  })

  it('derives a key for each purpose from one secret', async () => {
    const { csrfSecret, refreshSecret } = await configure()
    const again = await configure()

    expect(new Set([csrfSecret, refreshSecret]).size).toBe(2)
    expect(again).toMatchObject({ csrfSecret, refreshSecret })
  })

  it('needs no folder if every secret is set', async () => {
    const config = await configure({ ...JWT, APP_SECRET, PASSWORD_PEPPER }, '/nowhere/to/write')

    expect(config.keyRing(now).signing.privateKey).toBe(given.privateKey)
    expect(config.passwordPepper).toBe(PASSWORD_PEPPER)
  })

  it('uses the secrets that are set and keeps the other local ones', async () => {
    const local = await configure()

    const withKeys = await configure(JWT)
    const withSecrets = await configure({ APP_SECRET, PASSWORD_PEPPER })

    expect(withKeys.keyRing(now).signing.publicKey).toBe(given.publicKey)
    expect(withKeys.passwordPepper).toBe(local.passwordPepper)
    expect(withSecrets.keyRing(now)).toEqual(local.keyRing(now))
    expect(withSecrets.passwordPepper).toBe(PASSWORD_PEPPER)
    expect(withSecrets).toMatchObject({ passwordPepperId: 'p1', oldPasswordPeppers: {} })
    expect(withSecrets.csrfSecret).not.toBe(withKeys.csrfSecret)
  })

  it('refuses a key pair that does not match', async () => {
    const mixed = { ...JWT, JWT_PUBLIC_KEY: keyPair().publicKey }

    await expect(configure(mixed)).rejects.toThrow('does not belong to JWT_PRIVATE_KEY')
  })

  it('publishes the previous and next keys in addition to the signing key', async () => {
    const [next, previous, older] = [keyPair(), keyPair(), keyPair()].map((pair) => pair.publicKey)

    const config = await configure({
      ...JWT,
      JWT_NEXT_PUBLIC_KEY: next ?? '',
      JWT_PREVIOUS_PUBLIC_KEYS: `${previous}\n${older}${given.publicKey}`,
    })
    const { signing, published } = config.keyRing(now)

    expect(signing.publicKey).toBe(given.publicKey)
    expect(published.map((key) => key.publicKey)).toEqual([given.publicKey, next, previous, older])
  })

  it('gives the same key the same id on every instance', async () => {
    const [one, other] = await Promise.all([configure(JWT), configure(JWT)])

    expect(one.keyRing(now)).toEqual(other.keyRing(now))
    expect(one.keyRing(now)).not.toEqual((await configure()).keyRing(now))
  })

  it.each([
    [{}, 9_080],
    [{ PORT: '3000' }, 4_000],
    [{ PORT: '65000' }, 464],
    [{ PORT: '0' }, 0],
    [{ PORT: '3000', METRICS_PORT: '9' }, 9],
  ])('%j puts the metrics on port %i', async (variables, metricsPort) => {
    expect((await configure(variables as Record<string, string>)).metricsPort).toBe(metricsPort)
  })

  it('uses the local address as its origin unless PUBLIC_ORIGIN is set', async () => {
    const local = await configure({ PORT: '3000' })
    const configured = await configure({
      PUBLIC_ORIGIN: 'https://fitvibe.example/',
      CORS_ORIGIN: 'https://app.example',
    })

    expect(local.allowedOrigins).toEqual(['http://localhost:3000'])
    expect(configured.publicOrigin).toBe('https://fitvibe.example')
    expect(configured.allowedOrigins).toEqual(['https://fitvibe.example', 'https://app.example'])
  })
})
