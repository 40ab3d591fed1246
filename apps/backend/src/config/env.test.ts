import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { loadEnv } from './env.ts'

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const production = {
  NODE_ENV: 'production',
  PORT: '8080',
  PUBLIC_ORIGIN: 'https://fitvibe.example',
  DATABASE_URL: 'postgres://fitvibe:secret@db/fitvibe',
  JWT_PRIVATE_KEY: keys.privateKey,
  JWT_PUBLIC_KEY: keys.publicKey,
  APP_SECRET: 'a'.repeat(32),
  PASSWORD_PEPPER: 'p'.repeat(32),
  ACCESS_TTL_MINUTES: '10',
  REFRESH_TTL_DAYS: '30',
  CORS_ORIGIN: 'https://app.example, https://coach.example/path',
  SESSION_COOKIE_DOMAIN: 'fitvibe.example',
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'no-reply@fitvibe.example',
}

describe('the environment', () => {
  it('may be empty in development', () => {
    expect(loadEnv({})).toEqual({
      NODE_ENV: 'development',
      PORT: 8080,
      METRICS_HOST: '127.0.0.1',
      SHUTDOWN_DELAY_SECONDS: 0,
      TRUST_PROXY: 0,
      DATABASE_POOL_SIZE: 10,
      FITVIBE_DATA_DIR: '.fitvibe',
      FITVIBE_DEMO: true,
      JWKS_CACHE_SECONDS: 600,
      PASSWORD_PEPPER_ID: 'p1',
      PASSWORD_PEPPER_OLD: {},
      ACCESS_TTL_MINUTES: 15,
      REFRESH_TTL_DAYS: 14,
      MAIL_FROM: 'no-reply@fitvibe.localhost',
      DEFAULT_LANG: 'en',
      LOG_LEVEL: 'info',
      RATE_LIMIT_PER_MINUTE: 1_200,
      FEATURE_CAPTCHA: false,
      FEATURE_TOTP: false,
      APP_SECRET_OLD: [],
      AI_TRANSLATION_PROVIDER: 'none',
      AI_TRANSLATION_MODEL: 'gpt-4o-mini',
      AI_TRANSLATION_DAILY_CHARACTERS: 100_000,
      I18N_SUPPORTED_LANGS: ['en', 'de'],
      I18N_CACHE_TTL: 7,
    })
  })

  it('treats an empty variable as unset', () => {
    expect(loadEnv({ PORT: '', DATABASE_URL: '' })).toEqual(loadEnv({}))
  })

  it.each([
    'https://key:secret@host/pictures',
    'https://key:secret@host/pictures/fitvibe?region=eu-central-1&style=virtual',
    'http://key:secret@localhost:9000/pictures',
  ])('may name a bucket: %s', (address) => {
    expect(loadEnv({ OBJECT_STORAGE_URL: address }).OBJECT_STORAGE_URL).toBe(address)
  })

  it.each(['https://deepl.example', 'http://127.0.0.1:3000', 'http://localhost:3000/'])(
    'may name the address of a translation provider: %s',
    (address) => {
      const env = loadEnv({ AI_TRANSLATION_URL: address })

      expect(env.AI_TRANSLATION_URL).toBe(address.replace(/\/$/, ''))
    },
  )

  it('is refused for a translation provider without a key', () => {
    expect(() => loadEnv({ AI_TRANSLATION_PROVIDER: 'deepl' })).toThrow(
      '- AI_TRANSLATION_KEY: required',
    )
  })

  it('ignores variables of other programs', () => {
    expect(loadEnv({ EDITOR: 'vi' })).toEqual(loadEnv({}))
  })

  it('is parsed into numbers, lists and origins', () => {
    expect(loadEnv(production)).toMatchObject({
      PORT: 8080,
      ACCESS_TTL_MINUTES: 10,
      CORS_ORIGIN: ['https://app.example', 'https://coach.example'],
    })
  })

  it('may hold old peppers, each with its id', () => {
    const [first, second] = [`${'a'.repeat(32)}:with a colon`, 'b'.repeat(32)]

    const env = loadEnv({
      PASSWORD_PEPPER_ID: 'p3',
      PASSWORD_PEPPER_OLD: `p1:${first}, p2:${second}`,
    })

    expect(env.PASSWORD_PEPPER_OLD).toEqual({ p1: first, p2: second })
  })

  it('may hold keys on one line, with \\n for line breaks', () => {
    const oneLine = keys.privateKey.replaceAll('\n', String.raw`\n`)

    const env = loadEnv({ JWT_PRIVATE_KEY: oneLine, JWT_PUBLIC_KEY: keys.publicKey })

    expect(env.JWT_PRIVATE_KEY).toBe(keys.privateKey)
  })

  it.each([
    ['PORT', '80x'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['METRICS_PORT', '1.5'],
    ['NODE_ENV', 'staging'],
    ['PUBLIC_ORIGIN', 'fitvibe.example'],
    ['PUBLIC_ORIGIN', 'ftp://fitvibe.example'],
    ['TRUST_PROXY', 'true'],
    ['SHUTDOWN_DELAY_SECONDS', '9'],
    ['DATABASE_URL', 'mysql://db/fitvibe'],
    ['DATABASE_URL', 'db'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', '201'],
    ['APP_SECRET', 'short'],
    ['APP_SECRET_OLD', `${'o'.repeat(32)},short`],
    ['PASSWORD_PEPPER', 'short'],
    ['JWKS_CACHE_SECONDS', '0'],
    ['JWKS_CACHE_SECONDS', '86401'],
    ['PASSWORD_PEPPER_ID', 'a:b'],
    ['PASSWORD_PEPPER_OLD', 'no-id-at-all-but-long-enough-to-be-one'],
    ['PASSWORD_PEPPER_OLD', 'p0:short'],
    ['PASSWORD_PEPPER_OLD', `p1:${'p'.repeat(32)}`],
    ['ACCESS_TTL_MINUTES', '16'],
    ['REFRESH_TTL_DAYS', '91'],
    ['CORS_ORIGIN', 'https://app.example,*'],
    ['SMTP_URL', 'https://mail.example'],
    ['MAIL_FROM', 'FitVibe'],
    ['DEFAULT_LANG', 'fr'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
    ['REDIS_URL', 'http://cache'],
    ['OBJECT_STORAGE_URL', 'pictures'],
    ['OBJECT_STORAGE_URL', 's3://key:secret@host/pictures'],
    ['OBJECT_STORAGE_URL', 'https://key:secret@host'],
    ['OBJECT_STORAGE_URL', 'https://host/pictures'],
    ['OBJECT_STORAGE_URL', 'http://key:secret@host/pictures'],
    ['FEATURE_CAPTCHA', 'perhaps'],
    ['AI_TRANSLATION_PROVIDER', 'babelfish'],
    ['AI_TRANSLATION_KEY', 'a key'],
    ['AI_TRANSLATION_URL', 'http://deepl.example'],
    ['AI_TRANSLATION_URL', 'http://127.0.0.1.example'],
    ['AI_TRANSLATION_DAILY_CHARACTERS', '0'],
    ['I18N_SUPPORTED_LANGS', 'en,fr'],
    ['I18N_CACHE_TTL', '0'],
  ])('is refused for %s=%s', (name, value) => {
    expect(() => loadEnv({ [name]: value })).toThrow(`\n  - ${name}`)
  })

  it.each(['JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY'])('is refused for %s that is not a key', (name) => {
    const others = { ...production, [name]: 'no key' }

    expect(() => loadEnv(others)).toThrow(`- ${name}: Must be a PEM`)
  })

  it.each(['JWT_NEXT_PUBLIC_KEY', 'JWT_PREVIOUS_PUBLIC_KEYS'])(
    'is refused for an invalid %s, or without a key pair',
    (name) => {
      const broken = keys.publicKey.replace('MII', 'AAA')

      expect(() => loadEnv({ ...production, [name]: 'no key' })).toThrow(`- ${name}: Must be a PEM`)
      expect(() => loadEnv({ ...production, [name]: `${keys.publicKey}${broken}` })).toThrow(
        `- ${name}: Must be RSA, of 2048 bits or more`,
      )
      expect(() => loadEnv({ [name]: keys.publicKey })).toThrow(`- ${name}: requires`)
    },
  )

  it('is refused for keys that are too short', () => {
    const { publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 1024,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })

    expect(() => loadEnv({ ...production, JWT_NEXT_PUBLIC_KEY: publicKey })).toThrow('2048 bits')
  })

  it('may hold keys in quotes, which some readers of environment files keep', () => {
    const env = loadEnv({ ...production, JWT_PUBLIC_KEY: `'${keys.publicKey}'` })

    expect(env.JWT_PUBLIC_KEY).toBe(keys.publicKey)
  })

  it('lists every fault', () => {
    const read = () => loadEnv({ PORT: 'x', SMTP_URL: 'y', JWT_PRIVATE_KEY: keys.privateKey })

    expect(read).toThrow(/^The environment is wrong:\n/)
    expect(read).toThrow(/PORT.*\n.*SMTP_URL.*\n.*JWT_PRIVATE_KEY and JWT_PUBLIC_KEY: set both/)
  })

  it('does not reveal secrets in errors', () => {
    expect(() => loadEnv({ APP_SECRET: 'hunter2' })).not.toThrow('hunter2')
  })
})

describe('the environment in production', () => {
  it('needs only the required variables', () => {
    expect(() => loadEnv(production)).not.toThrow()
  })

  it.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))('needs %s', (name) => {
    expect(() => loadEnv({ ...production, [name]: undefined })).toThrow(
      `- ${name}: required in production`,
    )
  })
})
