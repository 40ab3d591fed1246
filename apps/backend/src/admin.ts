import { createConfig } from './config/config.ts'
import { loadEnv } from './config/env.ts'
import { translate } from './config/i18n.ts'
import { createContext } from './context.ts'
import { findEmbedded } from './db/embedded.ts'
import { AppError } from './errors.ts'
import * as adminService from './modules/users/admin.service.ts'

const ROLES: Readonly<Record<string, 'user' | 'admin'>> = { grant: 'admin', revoke: 'user' }

const USAGE = `Usage: npm run admin -- grant <username>
       npm run admin -- revoke <username>`

/** Makes an account an administrator's or takes that away, in the database the server uses. */
async function main(args: readonly string[]): Promise<string> {
  const [command = '', username, ...more] = args
  const role = ROLES[command]
  if (!role || !username || more.length > 0) throw new Error(USAGE)
  const env = loadEnv(process.env)
  const database = env.DATABASE_URL ?? (await findEmbedded(env.FITVIBE_DATA_DIR))
  if (!database)
    throw new Error(`No server runs on ${env.FITVIBE_DATA_DIR}: start it, or set DATABASE_URL.`)
  const ctx = createContext(await createConfig(env), { database, smtp: env.SMTP_URL ?? '' })
  try {
    const isChanged = await adminService.setRole(ctx, username, role)
    const is = role === 'admin' ? 'an administrator' : 'no administrator'
    return isChanged ? `${username} is ${is} now.` : `${username} is ${is} already.`
  } finally {
    await ctx.close()
  }
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
} catch (error) {
  const reason = error instanceof AppError ? translate('en', error.key) : (error as Error).message
  process.stderr.write(`${reason}\n`)
  process.exitCode = 1
}
