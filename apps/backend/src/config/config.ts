import { hkdfSync } from 'node:crypto'
import { join, resolve } from 'node:path'

import { namedKey, type KeyRing } from '../utils/keyRing.ts'
import type { Keys } from '../utils/sealedBox.ts'
import type { Env } from './env.ts'
import { openKeyFile } from './keyFile.ts'
import { loadLegal } from './legal.ts'
import { loadLocalSecrets, type Secrets } from './secrets.ts'
import { translationOf } from './translation.ts'

export type Config = Awaited<ReturnType<typeof createConfig>>

/** Turns the environment into the configuration: final names, units and secrets. */
export async function createConfig(env: Env) {
  const dataDir = resolve(env.FITVIBE_DATA_DIR)
  const secrets = allSecrets(env) ?? {
    ...(await loadLocalSecrets(dataDir)),
    ...someSecrets(env),
  }
  const given = givenKeys(env)
  /** The embedded database and the local mailbox are for the machine of one person. */
  const isLocal = env.DATABASE_URL === undefined || env.SMTP_URL === undefined
  const publicOrigin = env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`
  return {
    isProduction: env.NODE_ENV === 'production',
    /** Undefined for all interfaces. */
    host: env.HOST ?? (isLocal ? LOOPBACK : undefined),
    port: env.PORT,
    metricsHost: env.METRICS_HOST,
    metricsPort: env.METRICS_PORT ?? (env.PORT === 0 ? 0 : (env.PORT + 1_000) % 65_536),
    publicOrigin,
    allowedOrigins: [publicOrigin, ...(env.CORS_ORIGIN ?? [])],
    /** Keeps serving this long after a stop signal; the process still ends within ten seconds. */
    shutdownDelaySeconds: env.SHUTDOWN_DELAY_SECONDS,
    trustedProxies: env.TRUST_PROXY,
    databaseUrl: env.DATABASE_URL,
    /** Fills the demo account of a new embedded database. */
    hasDemo: env.FITVIBE_DEMO,
    redisUrl: env.REDIS_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    dataDir,
    objectStorageUrl: env.OBJECT_STORAGE_URL,
    uploadsDir: resolve(env.UPLOADS_DIR ?? join(dataDir, 'uploads')),
    accessTtlSeconds: env.ACCESS_TTL_MINUTES * 60,
    refreshTtlSeconds: env.REFRESH_TTL_DAYS * 86_400,
    /** A login ends after this time even if it is refreshed. */
    loginTtlSeconds: 90 * 86_400,
    cookieDomain: env.SESSION_COOKIE_DOMAIN,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    translation: translationOf(env),
    defaultLang: env.DEFAULT_LANG,
    logLevel: env.LOG_LEVEL,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    hasTotp: env.FEATURE_TOTP,
    hasCaptcha: env.FEATURE_CAPTCHA,
    /** Leading zero bits of a captcha's answer; each doubles the client's work. */
    captchaBits: 16 as number,
    passwordCost: 12 as number,
    passwordPepper: secrets.passwordPepper,
    passwordPepperId: env.PASSWORD_PEPPER_ID,
    oldPasswordPeppers: env.PASSWORD_PEPPER_OLD,
    csrfSecret: derive(secrets.appSecret, 'csrf'),
    refreshSecret: derive(secrets.appSecret, 'refresh'),
    deviceSecret: derive(secrets.appSecret, 'device'),
    captchaSecret: derive(secrets.appSecret, 'captcha'),
    counterSecret: derive(secrets.appSecret, 'counter'),
    totpSecrets: allKeys('totp', secrets.appSecret, env.APP_SECRET_OLD),
    stopMailSecrets: allKeys('stopMail', secrets.appSecret, env.APP_SECRET_OLD),
    erasureSecrets: allKeys('erasure', secrets.appSecret, env.APP_SECRET_OLD),
    /** Returns the keys at a time; they change while the server runs. */
    keyRing: given ? () => given : await openKeyFile(dataDir),
    keyCacheSeconds: env.JWKS_CACHE_SECONDS,
    /** Terms and privacy notice. */
    legal: await loadLegal(dataDir),
  } as const
}

/** The host of a server that only this machine can reach. */
export const LOOPBACK = '127.0.0.1'

function allSecrets({ APP_SECRET, PASSWORD_PEPPER }: Env): Secrets | undefined {
  if (!APP_SECRET || !PASSWORD_PEPPER) return undefined
  return { appSecret: APP_SECRET, passwordPepper: PASSWORD_PEPPER }
}

/** Returns the secrets that the environment sets; they override the local ones. */
function someSecrets(env: Env): Partial<Secrets> {
  return {
    ...(env.APP_SECRET && { appSecret: env.APP_SECRET }),
    ...(env.PASSWORD_PEPPER && { passwordPepper: env.PASSWORD_PEPPER }),
  }
}

/** Returns the key ring of the environment: the key pair, and the previous and next public keys. */
export function givenKeys(env: Env): KeyRing | undefined {
  if (!env.JWT_PRIVATE_KEY || !env.JWT_PUBLIC_KEY) return undefined
  const signing = { ...namedKey(env.JWT_PUBLIC_KEY), privateKey: env.JWT_PRIVATE_KEY }
  const others = [env.JWT_NEXT_PUBLIC_KEY ?? [], env.JWT_PREVIOUS_PUBLIC_KEYS ?? []].flat()
  const published = [signing, ...others.map(namedKey)]
  return { signing, published: [...new Map(published.map((key) => [key.kid, key])).values()] }
}

/** Keeps the keys of older application secrets, because sealed and hashed values outlive them. */
function allKeys(purpose: string, current: string, old: readonly string[]): Keys {
  return [derive(current, purpose), ...old.map((secret) => derive(secret, purpose))]
}

/** Derives a key per purpose from the one application secret (HKDF, RFC 5869). */
function derive(appSecret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', appSecret, '', purpose, 32)).toString('base64url')
}
