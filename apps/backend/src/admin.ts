import { findEmbedded } from '@fitvibe/embedded-postgres'

import { createConfig } from './config/config.ts'
import { loadEnv } from './config/env.ts'
import { translate } from './config/i18n.ts'
import { createContext, type Context } from './context.ts'
import { AppError } from './errors.ts'
import * as totpService from './modules/auth/totp.service.ts'
import * as adminService from './modules/users/admin.service.ts'

const USAGE = `Usage: npm run admin -- grant <username>
       npm run admin -- revoke <username>
       npm run admin -- disable-totp <username>`

type Command = (ctx: Context, username: string) => Promise<string>

const COMMANDS: Readonly<Record<string, Command>> = {
  grant: async (ctx, username) =>
    sentence(username, 'an administrator', await adminService.setRole(ctx, username, 'admin')),
  revoke: async (ctx, username) =>
    sentence(username, 'no administrator', await adminService.setRole(ctx, username, 'user')),
  'disable-totp': async (ctx, username) =>
    sentence(username, 'without a second factor', await totpService.disableFor(ctx, username)),
}

const sentence = (username: string, state: string, isChanged: boolean) =>
  `${username} is ${state} ${isChanged ? 'now' : 'already'}.`

/** Runs an administrator command, which has no API, in the database that the server uses. */
async function main(args: readonly string[]): Promise<string> {
  const [command = '', username, ...more] = args
  const run = COMMANDS[command]
  if (!run || !username || more.length > 0) throw new Error(USAGE)
  const env = loadEnv(process.env)
  const database = env.DATABASE_URL ?? (await findEmbedded(env.FITVIBE_DATA_DIR))
  if (!database)
    throw new Error(`No server runs on ${env.FITVIBE_DATA_DIR}: start it, or set DATABASE_URL.`)
  const ctx = createContext(await createConfig(env), { database, smtp: env.SMTP_URL ?? '' })
  try {
    return await run(ctx, username)
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
