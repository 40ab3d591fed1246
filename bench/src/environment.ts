import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** Returns the server's environment: its own database and secrets, and no effective rate limit. */
export function createEnvironment(databaseUrl: string, dataDir: string) {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    FITVIBE_DATA_DIR: dataDir,
    JWT_PRIVATE_KEY: pair.privateKey,
    JWT_PUBLIC_KEY: pair.publicKey,
    APP_SECRET: randomBytes(32).toString('base64url'),
    PASSWORD_PEPPER: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_MINUTE: '1000000000',
  }
}

export const POOL_SIZE = 10
export const PASSWORD = 'Bench-Athlete-2026'
