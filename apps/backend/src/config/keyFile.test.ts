import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { secondsAfter } from '../utils/clock.ts'
import { newUuid } from '../utils/ids.ts'
import { namedKey, onlyNew } from '../utils/keyRing.ts'
import { readAccessToken, signAccessToken } from '../utils/tokens.ts'
import { changeKeys, openKeyFile, RECHECK_SECONDS } from './keyFile.ts'
import { loadLocalSecrets } from './secrets.ts'

const now = new Date()
const soon = secondsAfter(now, RECHECK_SECONDS)

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-keys-'))
  file = join(folder, 'keys.json')
})

afterEach(() => rm(folder, { recursive: true }))

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const other = { ...namedKey(pair.publicKey), privateKey: pair.privateKey }
const former = {
  jwtPrivateKey: pair.privateKey,
  jwtPublicKey: pair.publicKey,
  appSecret: 'an application secret',
  passwordPepper: 'a pepper',
}

describe('the key file', () => {
  it('is created once for concurrent starts, readable only by its user', async () => {
    const sources = await Promise.all([1, 2, 3].map(() => openKeyFile(folder)))

    const [ring, ...others] = sources.map((keys) => keys(now))

    expect(others).toEqual([ring, ring])
    expect(await readdir(folder)).toEqual(['keys.json'])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('is read again when it changes', async () => {
    const keys = await openKeyFile(folder)
    const before = keys(now)

    await changeKeys(folder, () => onlyNew(other, now))

    expect(keys(now)).toEqual(before)
    expect(keys(soon).signing.kid).toBe(other.kid)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it.each(['{ half of it', '{"keys":[]}', ''])(
    'prevents a start if it holds %j, and does not affect running servers',
    async (text) => {
      const keys = await openKeyFile(folder)
      const before = keys(now)
      await writeFile(file, text)

      expect(keys(soon)).toEqual(before)
      await expect(openKeyFile(folder)).rejects.toThrow(`Cannot read ${file}`)
      await expect(changeKeys(folder, () => onlyNew(other, now))).rejects.toThrow('Cannot read')
      expect(await readFile(file, 'utf8')).toBe(text)
    },
  )

  it('is used again once it is repaired', async () => {
    const keys = await openKeyFile(folder)
    const text = await readFile(file, 'utf8')
    await rm(file)
    const meanwhile = keys(soon)
    await writeFile(file, text)
    await changeKeys(folder, () => onlyNew(other, now))

    expect(meanwhile).toEqual(keys(soon))
    expect(keys(secondsAfter(soon, RECHECK_SECONDS)).signing.kid).toBe(other.kid)
  })

  it('is changed by one process at a time and stays unchanged if a change fails', async () => {
    const keys = await openKeyFile(folder)
    const change = () => changeKeys(folder, () => onlyNew(other, now))

    const failed = changeKeys(folder, () => {
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(keys(soon)).toEqual(keys(now))
    await writeFile(`${file}.lock`, '')
    await expect(change()).rejects.toThrow('Another process is changing')
    await rm(`${file}.lock`)
    await change()

    expect(await readdir(folder)).toEqual(['keys.json'])
  })
})

describe('a data folder of version 0.1.0', () => {
  beforeEach(() => writeFile(join(folder, 'secrets.json'), JSON.stringify(former)))

  it('keeps its key and so every login', async () => {
    const claims = { userId: newUuid(), sid: newUuid(), expiresAt: now.getTime() / 1_000 + 900 }
    const key = { ...namedKey(former.jwtPublicKey), privateKey: former.jwtPrivateKey }
    const token = await signAccessToken(key, claims, Math.floor(now.getTime() / 1_000))

    const keys = await openKeyFile(folder)

    expect(await readAccessToken(keys(now), token, now)).toEqual(claims)
    expect(keys(now).signing).toMatchObject(key)
  })

  it('stores the key only in the key file afterwards', async () => {
    await Promise.all([1, 2, 3].map(() => openKeyFile(folder)))

    const { appSecret, passwordPepper } = former
    const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as unknown
    expect(secrets).toEqual({ appSecret, passwordPepper })
    expect(await loadLocalSecrets(folder)).toEqual(secrets)
    expect((await readdir(folder)).toSorted()).toEqual(['keys.json', 'secrets.json'])
  })

  it('stays unchanged if the keys are set in the environment', async () => {
    await loadLocalSecrets(folder)

    expect(existsSync(file)).toBe(false)
  })
})
