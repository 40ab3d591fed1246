import { generateKeyPair, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Secrets {
  readonly jwtPrivateKey: string
  readonly jwtPublicKey: string
  readonly appSecret: string
  readonly passwordPepper: string
}

/**
 * The secrets of a server that was given none: made at its first start and kept in the data
 * folder, readable by its user alone. Two servers starting at once end with the same ones.
 */
export async function loadLocalSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  return (await read(file)) ?? (await create(file, dataDir))
}

async function read(file: string): Promise<Secrets | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`Cannot read ${file}`, { cause: error })
  }
}

async function create(file: string, dataDir: string): Promise<Secrets> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const secrets: Secrets = {
    jwtPrivateKey: pair.privateKey,
    jwtPublicKey: pair.publicKey,
    appSecret: randomBytes(32).toString('base64url'),
    passwordPepper: randomBytes(32).toString('base64url'),
  }
  await mkdir(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  // A link is made whole or not at all, and never over a file that is there already.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return (await read(file)) ?? secrets
}
