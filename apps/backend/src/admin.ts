import { findEmbedded } from '@fitvibe/embedded-postgres'

import { createConfig } from './config/config.ts'
import { loadEnv } from './config/env.ts'
import { translate } from './config/i18n.ts'
import { createContext, type Context } from './context.ts'
import { AppError } from './errors.ts'
import * as accountDeletionService from './modules/auth/accountDeletion.service.ts'
import * as totpService from './modules/auth/totp.service.ts'
import * as erasureService from './modules/privacy/erasure.service.ts'
import * as exportsService from './modules/privacy/exports.service.ts'
import * as tombstonesService from './modules/privacy/tombstones.service.ts'
import * as adminService from './modules/users/admin.service.ts'

const USAGE = `Usage: npm run admin -- grant <username>
       npm run admin -- revoke <username>
       npm run admin -- disable-totp <username>
       npm run admin -- export <username>
       npm run admin -- delete <username>
       npm run admin -- list-erasures
       npm run admin -- replay-erasures [file]`

type Command = (ctx: Context, argument: string) => Promise<string>

const COMMANDS: Readonly<Record<string, Command>> = {
  grant: async (ctx, username) =>
    sentence(username, 'an administrator', await adminService.setRole(ctx, username, 'admin')),
  revoke: async (ctx, username) =>
    sentence(username, 'no administrator', await adminService.setRole(ctx, username, 'user')),
  'disable-totp': async (ctx, username) =>
    sentence(username, 'without a second factor', await totpService.disableFor(ctx, username)),
  export: async (ctx, username) =>
    `Everything about ${username} is in ${await exportsService.writeFor(ctx, username)}.`,
  async delete(ctx, username) {
    const erasesAt = await accountDeletionService.requestFor(ctx, username)
    return `${username} is being deleted and will be erased at ${erasesAt.toISOString()}. The mail has a link to keep the account until then.`
  },
}

/** Commands whose argument may be missing. */
const SHORT_COMMANDS: Readonly<Record<string, (ctx: Context, file?: string) => Promise<string>>> = {
  'list-erasures': async (ctx) => (await tombstonesService.list(ctx)).join('\n'),
  'replay-erasures': async (ctx, file) =>
    `${await erasureService.replay(ctx, file, { isThorough: true })} accounts had been erased: the server erases them again.`,
}

const sentence = (username: string, state: string, isChanged: boolean) =>
  `${username} is ${state} ${isChanged ? 'now' : 'already'}.`

function parse(args: readonly string[]): ((ctx: Context) => Promise<string>) | undefined {
  const [command = '', argument, ...more] = args
  if (more.length > 0) return undefined
  const short = SHORT_COMMANDS[command]
  if (short) return (ctx) => short(ctx, argument)
  const run = COMMANDS[command]
  return run && argument ? (ctx) => run(ctx, argument) : undefined
}

/** Runs an administrator command, which has no API, in the database that the server uses. */
async function main(args: readonly string[]): Promise<string> {
  const run = parse(args)
  if (!run) throw new Error(USAGE)
  const env = loadEnv(process.env)
  const database = env.DATABASE_URL ?? (await findEmbedded(env.FITVIBE_DATA_DIR))
  if (!database)
    throw new Error(`No server runs on ${env.FITVIBE_DATA_DIR}: start it, or set DATABASE_URL.`)
  const ctx = createContext(await createConfig(env), { database, smtp: env.SMTP_URL ?? '' })
  try {
    return await run(ctx)
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
