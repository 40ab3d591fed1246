import { DEFAULT_LANGUAGE, Language } from '@fitvibe/contract'
import { z } from 'zod'

import { isSafeAddress } from './addresses.ts'
import { isPair, isRsaKey, splitPems, unescapePem } from './pem.ts'
import { translationFaults, translationVariables } from './translation.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const count = z.coerce.number().int().positive()
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)
const pem = (label: string) =>
  z
    .string()
    .transform(unescapePem)
    .refine((key) => key.includes(`-----BEGIN ${label}-----`), {
      error: `Must be a PEM ${label}`,
      abort: true,
    })
    .refine((keys) => splitPems(keys).every(isRsaKey), 'Must be RSA, of 2048 bits or more')

/** `https://KEY:SECRET@host/bucket`; without encryption on this machine only. */
const bucket = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((text) => /^\/[\w.-]+/.test(new URL(text).pathname), 'Must contain the bucket as path')
  .refine((text) => new URL(text).username && new URL(text).password, 'Must contain KEY:SECRET@')
  .refine(isSafeAddress, 'Must be https outside this machine')

const pepperId = z.string().regex(/^[\w-]{1,16}$/, 'Must be 1 to 16 letters, digits, _ or -')

/** `secret,secret`; a secret must not contain a comma. */
const secrets = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .pipe(z.array(z.string().min(32)))

/** `id:secret,id:secret`; a secret must not contain a comma. */
const peppers = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim().split(/:(.*)/s, 2)))
  .pipe(z.array(z.tuple([pepperId, z.string().min(32)])))
  .transform((entries): Record<string, string> => Object.fromEntries(entries))

const Env = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).optional(),
  PORT: port.default(8080),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  PUBLIC_ORIGIN: origin.optional(),
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().int().min(0).max(8).default(0),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DATABASE_POOL_SIZE: count.max(200).default(10),
  FITVIBE_DATA_DIR: z.string().min(1).default('.fitvibe'),
  UPLOADS_DIR: z.string().min(1).optional(),
  OBJECT_STORAGE_URL: bucket.optional(),
  FITVIBE_DEMO: z.stringbool().default(true),
  JWT_PRIVATE_KEY: pem('PRIVATE KEY').optional(),
  JWT_PUBLIC_KEY: pem('PUBLIC KEY').optional(),
  JWT_NEXT_PUBLIC_KEY: pem('PUBLIC KEY').optional(),
  JWT_PREVIOUS_PUBLIC_KEYS: pem('PUBLIC KEY').transform(splitPems).optional(),
  JWKS_CACHE_SECONDS: count.max(86_400).default(600),
  APP_SECRET: z.string().min(32).optional(),
  APP_SECRET_OLD: secrets.default([]),
  PASSWORD_PEPPER: z.string().min(32).optional(),
  PASSWORD_PEPPER_ID: pepperId.default('p1'),
  PASSWORD_PEPPER_OLD: peppers.default({}),
  ACCESS_TTL_MINUTES: count.max(15).default(15),
  REFRESH_TTL_DAYS: count.max(90).default(14),
  CORS_ORIGIN: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .pipe(z.array(origin))
    .optional(),
  SESSION_COOKIE_DOMAIN: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().default('no-reply@fitvibe.localhost'),
  DEFAULT_LANG: Language.default(DEFAULT_LANGUAGE),
  LOG_LEVEL: z.enum(['silent', 'debug', 'info', 'warn', 'error']).default('info'),
  RATE_LIMIT_PER_MINUTE: count.default(1_200),
  FEATURE_CAPTCHA: z.stringbool().default(false),
  FEATURE_TOTP: z.stringbool().default(false),
  ...translationVariables,
})

/** No defaults in production, as docs/requirements.md asks; also our own secrets. */
const requiredInProduction = [
  'PORT',
  'PUBLIC_ORIGIN',
  'DATABASE_URL',
  'JWT_PRIVATE_KEY',
  'JWT_PUBLIC_KEY',
  'APP_SECRET',
  'PASSWORD_PEPPER',
  'ACCESS_TTL_MINUTES',
  'REFRESH_TTL_DAYS',
  'CORS_ORIGIN',
  'SESSION_COOKIE_DOMAIN',
  'SMTP_URL',
  'MAIL_FROM',
] as const

export type Env = ReturnType<typeof loadEnv>

/**
 * Parses the environment variables; no other code reads them. An empty variable counts as unset.
 * @throws EnvError listing all faults
 */
export function loadEnv(variables: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Env.safeParse(given)
  const missing =
    given['NODE_ENV'] === 'production'
      ? requiredInProduction.filter((name) => given[name] === undefined)
      : []
  const faults = [
    ...missing.map((name) => `${name}: required in production`),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...keyFaults(given),
    ...(parsed.data ? translationFaults(parsed.data) : []),
    ...(parsed.data && parsed.data.PASSWORD_PEPPER_ID in parsed.data.PASSWORD_PEPPER_OLD
      ? ['PASSWORD_PEPPER_OLD: contains PASSWORD_PEPPER_ID, the id of the current pepper']
      : []),
  ]
  if (!parsed.success || faults.length > 0) throw new EnvError(faults)
  return parsed.data
}

function keyFaults(given: NodeJS.ProcessEnv): string[] {
  const { JWT_PRIVATE_KEY: privateKey, JWT_PUBLIC_KEY: publicKey } = given
  if (!privateKey !== !publicKey) return ['JWT_PRIVATE_KEY and JWT_PUBLIC_KEY: set both or neither']
  if (privateKey && publicKey && !isPair(unescapePem(privateKey), unescapePem(publicKey)))
    return ['JWT_PUBLIC_KEY: does not belong to JWT_PRIVATE_KEY']
  return privateKey
    ? []
    : ['JWT_NEXT_PUBLIC_KEY', 'JWT_PREVIOUS_PUBLIC_KEYS']
        .filter((name) => given[name])
        .map((name) => `${name}: requires JWT_PRIVATE_KEY and JWT_PUBLIC_KEY`)
}

class EnvError extends Error {
  override readonly name = 'EnvError'

  constructor(faults: readonly string[]) {
    super(`The environment is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
}
