import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { namedKey, type SigningKey } from '../utils/keyRing.ts'
import { createOnce, replaceFile } from '../utils/wholeFiles.ts'

export interface Secrets {
  readonly appSecret: string
  readonly passwordPepper: string
}

/** Version 0.1.0 and older also stored the only signing key here. */
interface StoredSecrets extends Secrets {
  readonly jwtPrivateKey?: string
  readonly jwtPublicKey?: string
}

/**
 * Loads the secrets of a server without configured ones. The first start creates them in the data
 * folder, readable only by the server's account; two servers starting at once get the same ones.
 */
export async function loadLocalSecrets(dataDir: string): Promise<Secrets> {
  const { appSecret, passwordPepper } = (await read(dataDir)) ?? (await create(dataDir))
  return { appSecret, passwordPepper }
}

/** Finds the signing key of version 0.1.0, from before the key file existed. */
export async function findFormerKey(dataDir: string): Promise<SigningKey | undefined> {
  const { jwtPrivateKey, jwtPublicKey } = (await read(dataDir)) ?? {}
  if (!jwtPrivateKey || !jwtPublicKey) return undefined
  return { ...namedKey(jwtPublicKey), privateKey: jwtPrivateKey }
}

/** Deletes that key: it is in the key file now, and must not be used again once it has retired. */
export async function deleteFormerKey(dataDir: string): Promise<void> {
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
