import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { namedKey, type SigningKey } from '../utils/keyRing.ts'
import { createOnce, replaceFile } from '../utils/wholeFiles.ts'

export interface Secrets {
  readonly appSecret: string
  readonly passwordPepper: string
}

/** Up to 0.1.0 the one key that signed was kept here too. */
interface StoredSecrets extends Secrets {
  readonly jwtPrivateKey?: string
  readonly jwtPublicKey?: string
}

/**
 * The secrets of a server that was given none: made at its first start and kept in the data
 * folder, readable by its user alone. Two servers starting at once end with the same ones.
 */
export async function loadLocalSecrets(dataDir: string): Promise<Secrets> {
  const { appSecret, passwordPepper } = (await read(dataDir)) ?? (await create(dataDir))
  return { appSecret, passwordPepper }
}

/** The key that signed before keys had a file of their own, if there is one. */
export async function findFormerKey(dataDir: string): Promise<SigningKey | undefined> {
  const { jwtPrivateKey, jwtPublicKey } = (await read(dataDir)) ?? {}
  if (!jwtPrivateKey || !jwtPublicKey) return undefined
  return { ...namedKey(jwtPublicKey), privateKey: jwtPrivateKey }
}

/** Takes that key out, for it is kept elsewhere now and must not come back once it has retired. */
export async function forgetFormerKey(dataDir: string): Promise<void> {
  await replaceFile(fileIn(dataDir), textOf(await loadLocalSecrets(dataDir)))
}

const fileIn = (dataDir: string) => join(dataDir, 'secrets.json')
const textOf = (secrets: Secrets) => `${JSON.stringify(secrets, null, 2)}\n`

async function read(dataDir: string): Promise<StoredSecrets | undefined> {
  const file = fileIn(dataDir)
  try {
    return JSON.parse(await readFile(file, 'utf8')) as StoredSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`Cannot read ${file}`, { cause: error })
  }
}

async function create(dataDir: string): Promise<Secrets> {
  const secrets: Secrets = {
    appSecret: randomBytes(32).toString('base64url'),
    passwordPepper: randomBytes(32).toString('base64url'),
  }
  await createOnce(fileIn(dataDir), textOf(secrets))
  return (await read(dataDir)) ?? secrets
}
