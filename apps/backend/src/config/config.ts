import { createPublicKey, hkdfSync } from 'node:crypto'
import { resolve } from 'node:path'

import { kidOf, type SigningKey } from '../utils/tokens.ts'
import type { Env } from './env.ts'
import { loadLocalSecrets, type Secrets } from './secrets.ts'

export type Config = Awaited<ReturnType<typeof createConfig>>

/** Turns the environment into what the application uses: names, units and secrets settled. */
export async function createConfig(env: Env) {
  const dataDir = resolve(env.FITVIBE_DATA_DIR)
  const secrets = givenSecrets(env) ?? { ...(await loadLocalSecrets(dataDir)), ...ownKeys(env) }
  const publicOrigin = env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`
  return {
    isProduction: env.NODE_ENV === 'production',
    host: env.HOST,
    port: env.PORT,
    metricsHost: env.METRICS_HOST,
    metricsPort: env.METRICS_PORT ?? (env.PORT === 0 ? 0 : (env.PORT + 1_000) % 65_536),
    publicOrigin,
    allowedOrigins: [publicOrigin, ...(env.CORS_ORIGIN ?? [])],
    trustedProxies: env.TRUST_PROXY,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    dataDir,
    accessTtlSeconds: env.ACCESS_TTL_MINUTES * 60,
    refreshTtlSeconds: env.REFRESH_TTL_DAYS * 86_400,
    /** However often it is refreshed, a login ends after this. */
    loginTtlSeconds: 90 * 86_400,
    cookieDomain: env.SESSION_COOKIE_DOMAIN,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    defaultLang: env.DEFAULT_LANG,
    logLevel: env.LOG_LEVEL,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    hasCaptcha: env.FEATURE_CAPTCHA,
    /** Leading zero bits of a captcha's answer: each doubles the work of finding one. */
    captchaBits: 16 as number,
    passwordCost: 12 as number,
    passwordPepper: secrets.passwordPepper,
    csrfSecret: derive(secrets.appSecret, 'csrf'),
    refreshSecret: derive(secrets.appSecret, 'refresh'),
    deviceSecret: derive(secrets.appSecret, 'device'),
    captchaSecret: derive(secrets.appSecret, 'captcha'),
    counterSecret: derive(secrets.appSecret, 'counter'),
    signingKey: signingKey(secrets),
  } as const
}

function givenSecrets(env: Env): Secrets | undefined {
  const { JWT_PRIVATE_KEY, JWT_PUBLIC_KEY, APP_SECRET, PASSWORD_PEPPER } = env
  if (!JWT_PRIVATE_KEY || !JWT_PUBLIC_KEY || !APP_SECRET || !PASSWORD_PEPPER) return undefined
  return {
    jwtPrivateKey: JWT_PRIVATE_KEY,
    jwtPublicKey: JWT_PUBLIC_KEY,
    appSecret: APP_SECRET,
    passwordPepper: PASSWORD_PEPPER,
  }
}

/** Those secrets that the environment does name take the place of the local ones. */
function ownKeys(env: Env): Partial<Secrets> {
  return {
    ...(env.JWT_PRIVATE_KEY && { jwtPrivateKey: env.JWT_PRIVATE_KEY }),
    ...(env.JWT_PUBLIC_KEY && { jwtPublicKey: env.JWT_PUBLIC_KEY }),
    ...(env.APP_SECRET && { appSecret: env.APP_SECRET }),
    ...(env.PASSWORD_PEPPER && { passwordPepper: env.PASSWORD_PEPPER }),
  }
}

/** One secret to keep, a key for each purpose (HKDF, RFC 5869). */
function derive(appSecret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', appSecret, '', purpose, 32)).toString('base64url')
}

function signingKey({ jwtPrivateKey, jwtPublicKey }: Secrets): SigningKey {
  const derived = createPublicKey(jwtPrivateKey).export({ type: 'spki', format: 'pem' })
  const given = createPublicKey(jwtPublicKey).export({ type: 'spki', format: 'pem' })
  if (derived !== given) throw new Error('JWT_PUBLIC_KEY does not belong to JWT_PRIVATE_KEY')
  return { kid: kidOf(jwtPublicKey), privateKey: jwtPrivateKey, publicKey: jwtPublicKey }
}
