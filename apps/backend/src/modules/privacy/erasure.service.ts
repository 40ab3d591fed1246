import { inTransaction, type Context } from '../../context.ts'
import { tables } from '../../db/columns.ts'
import { enqueueErasure } from '../../jobs/enqueue.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashId, hashName, pseudonymOf } from '../../utils/erasures.ts'
import * as accountMailsService from '../auth/accountMails.service.ts'
import * as guessesService from '../limits/guesses.service.ts'
import * as mailBudgetsService from '../limits/mailBudgets.service.ts'
import * as avatarsService from '../media/avatars.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as translationsService from '../translations/translations.service.ts'
import * as deletionsService from '../users/deletions.service.ts'
import * as erasureRepository from './erasure.repository.ts'
import type { Credit } from './erasure.repository.ts'
import * as exportsService from './exports.service.ts'
import * as tombstonesService from './tombstones.service.ts'

/** Rows of a statement: small, so that it stays far below the statement timeout. */
const BATCH = 2_000
/** Accounts of one run of the job; the next run, an hour later, erases the rest. */
const ACCOUNTS = 100
/** The erasure waits this long for a mail server that does not take the last mail. */
const FAREWELL_SECONDS = 86_400

type Step = (ctx: Context, owner: string) => Promise<void>

/**
 * The steps of an erasure. Each can run again after a crash, because it changes only what is left.
 * Everything about the user in rows of other users comes before the user's own rows, which it needs.
 */
export const STEPS: Readonly<Record<string, Step>> = {
  async jobs({ db }, owner) {
    await erasureRepository.deleteJobs(db, { owner })
  },
  async counters(ctx, owner) {
    const names = await erasureRepository.listNames(ctx.db, { owner })
    await guessesService.forget(ctx, [owner, ...names])
    for (const name of names.filter((each) => each.includes('@')))
      await mailBudgetsService.forget(ctx, name)
  },
  async credits({ db }, owner) {
    for (const credit of ['source', 'origin'] satisfies Credit[]) {
      await all((limit) => erasureRepository.clearImportedCredits(db, credit, { owner, limit }))
      await all((limit) => erasureRepository.clearCredits(db, credit, { owner, limit }))
    }
  },
  async reports({ db, clock }, owner) {
    const now = clock()
    await all((limit) => erasureRepository.redactReports(db, { owner, limit, now }))
    await all((limit) => erasureRepository.clearDecisions(db, { owner, limit }))
  },
  async links({ db }, owner) {
    for (const [table, { others }] of tables)
      for (const [column, effect] of Object.entries(others))
        if (effect === 'delete')
          await all((limit) => erasureRepository.deleteRows(db, table, column, { owner, limit }))
  },
  // Before the rows, which name the files.
  async pictures(ctx, owner) {
    await avatarsService.remove(ctx, { id: owner })
  },
  async exports(ctx, owner) {
    await exportsService.remove(ctx, { owner })
  },
  async rows(ctx, owner) {
    for (const [table, { erase }] of tables)
      if (erase === 'owner')
        await all((limit) => erasureRepository.deleteRows(ctx.db, table, 'owner', { owner, limit }))
    await translationsService.forgetCopies(ctx, owner)
  },
  async audit(ctx, owner) {
    const pseudonym = pseudonymOf(ctx.config.erasureSecrets[0], owner)
    const batch = { owner, pseudonym }
    await all((limit) => erasureRepository.pseudonymizeAudit(ctx.db, { ...batch, limit }))
    await all((limit) => erasureRepository.pseudonymizeActs(ctx.db, { ...batch, limit }))
  },
}

/** Erases the accounts that are due. A failure of one does not stop the others. */
export async function eraseDue(ctx: Context): Promise<number> {
  const due = await deletionsService.listDue(ctx, ACCOUNTS)
  const failures: unknown[] = []
  for (const owner of due)
    await erase(ctx, owner).catch((error: unknown) => {
      ctx.logger.error({ module: 'privacy', err: error }, 'an erasure failed; it is tried again')
      failures.push(error)
    })
  if (failures.length > 0) throw failures[0]
  return due.length
}

/**
 * Erases an account that is due. Continues after a crash where the last attempt ended; does nothing if
 * it is complete. Mails the user at the end, unless a restored backup repeats the erasure.
 */
export async function erase(
  ctx: Context,
  owner: string,
  steps: Readonly<Record<string, Step>> = STEPS,
): Promise<void> {
  const deletion = await deletionsService.beginErasure(ctx, { owner })
  if (!deletion) return
  for (const step of Object.values(steps)) await step(ctx, owner)
  if (!deletion.isReplay) await mailFarewell(ctx, owner, deletion.erasesAt)
  await finish(ctx, owner)
}

/**
 * Marks accounts for erasure that came back with a backup, by a file of tombstones; the job erases
 * them. Returns their number.
 */
export async function replay(
  ctx: Context,
  file = tombstonesService.fileOf(ctx),
  options: { isThorough?: boolean } = {},
): Promise<number> {
  const found = await tombstonesService.replay(ctx, file, options)
  if (found.length > 0) {
    ctx.logger.warn({ module: 'privacy', accounts: found.length }, 'erased accounts came back')
    await enqueueErasure(ctx.db)
  }
  return found.length
}

async function all(work: (limit: number) => Promise<number>): Promise<void> {
  while ((await work(BATCH)) > 0);
}

/** Mails the user while the address is still there. A crash afterwards can mail a second time. */
async function mailFarewell(ctx: Context, owner: string, erasesAt: Date): Promise<void> {
  try {
    await accountMailsService.sendFarewell(ctx, { owner })
  } catch (error) {
    if (secondsAfter(erasesAt, FAREWELL_SECONDS) > ctx.clock()) throw error
    ctx.logger.warn({ module: 'privacy', err: error }, 'erased without the last mail')
  }
}

/** Deletes the account, leaves its tombstone and reserves its username, in one transaction. */
async function finish(ctx: Context, owner: string): Promise<void> {
  const [key] = ctx.config.erasureSecrets
  await inTransaction(ctx, async (ctx) => {
    const username = await erasureRepository.lockErasing(ctx.db, { owner })
    if (username === undefined) return
    const tombstone = {
      idHash: hashId(key, owner),
      nameHash: hashName(key, username),
      erasedAt: ctx.clock(),
    }
    await tombstonesService.add(ctx, tombstone)
    await auditService.record(ctx, { owner: pseudonymOf(key, owner), event: 'account.erased' })
    await erasureRepository.deleteAccount(ctx.db, { owner })
  })
}
