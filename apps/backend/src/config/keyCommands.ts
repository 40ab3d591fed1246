import { resolve } from 'node:path'

import { newSigningKey, onlyNew, ringAt, withNext } from '../utils/keyRing.ts'
import { givenKeys } from './config.ts'
import { loadEnv, type Env } from './env.ts'
import { changeKeys, openKeyFile, readKeys, RECHECK_SECONDS } from './keyFile.ts'
import { escapePem } from './pem.ts'

const USAGE = `Usage: npm run keys -- COMMAND

  list            list the keys with their use and dates
  rotate          publish a new key; it takes over automatically
  rotate --now    replace all keys with a new one at once, if a key has leaked
  generate        print a new key pair for an environment file
`

/**
 * Runs a command of `npm run keys` and returns its output.
 * @throws Error with the usage, or with the reason why the command failed
 */
export async function runKeyCommand(
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  now = new Date(),
): Promise<string> {
  switch (args.join(' ')) {
    case 'list':
      return list(loadEnv(variables), now)
    case 'rotate':
      return rotate(loadEnv(variables), now)
    case 'rotate --now':
      return rotateNow(loadEnv(variables), now)
    case 'generate':
      return generate()
    default:
      throw new Error(USAGE)
  }
}

async function list(env: Env, now: Date): Promise<string> {
  const given = givenKeys(env)
  if (given) return table(given.published.map(({ kid }) => [kid, roleOf(kid, given.signing.kid)]))
  await openKeyFile(dataDirOf(env))
  const keys = readKeys(dataDirOf(env))
  const ring = ringAt(keys, now)
  const shown = keys.filter(({ kid }) => ring.published.some((key) => key.kid === kid))
  return table(
    shown.map(({ kid, publishedAt, signsAt, dropsAt }) => [
      kid,
      kid === ring.signing.kid ? 'signs' : signsAt > now ? 'waits' : 'verifies',
      `published ${publishedAt.toISOString()}`,
      `signs from ${signsAt.toISOString()}`,
      dropsAt ? `dropped ${dropsAt.toISOString()}` : '',
    ]),
  )
}

async function rotate(env: Env, now: Date): Promise<string> {
  assertNotGiven(env)
  const times = {
    keyCacheSeconds: env.JWKS_CACHE_SECONDS,
    accessTtlSeconds: env.ACCESS_TTL_MINUTES * 60,
  }
  const added = await newSigningKey()
  await changeKeys(dataDirOf(env), (keys) => withNext(keys, added, now, times))
  return list(env, now)
}

async function rotateNow(env: Env, now: Date): Promise<string> {
  assertNotGiven(env)
  const added = await newSigningKey()
  await changeKeys(dataDirOf(env), () => onlyNew(added, now))
  return `Running servers reject all other keys within ${RECHECK_SECONDS} s.\n${await list(env, now)}`
}

async function generate(): Promise<string> {
  const { kid, privateKey, publicKey } = await newSigningKey()
  return `# ${kid}
JWT_PRIVATE_KEY='${escapePem(privateKey)}'
JWT_PUBLIC_KEY='${escapePem(publicKey)}'
`
}

function assertNotGiven(env: Env): void {
  if (givenKeys(env))
    throw new Error('The keys are set in the environment: see docs/runbooks/rotate-keys.md')
}

const dataDirOf = (env: Env) => resolve(env.FITVIBE_DATA_DIR)
const roleOf = (kid: string, signing: string) => (kid === signing ? 'signs' : 'verifies')

const table = (rows: readonly (readonly string[])[]) =>
  rows
    .map(
      (row) =>
        `${row
          .map((cell) => cell.padEnd(10))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
