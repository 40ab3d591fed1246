import { RETENTION_SECONDS } from '../../config/retention.ts'
import { inTransaction, type Context } from '../../context.ts'
import { enqueueAll } from '../../jobs/enqueue.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as deliveryService from '../users/delivery.service.ts'
import { composeReminder } from './composeWantedMails.ts'
import { stopLinkOf } from './stopTokens.ts'
import * as wantedMailsRepository from './wantedMails.repository.ts'

/** Queues a mail for each session whose reminder is due. */
export function queueDue(ctx: Context): Promise<number> {
  return repeatInBatches((limit) =>
    inTransaction(ctx, async (ctx) => {
      const due = { now: ctx.clock(), limit }
      const reminders = await wantedMailsRepository.insertDueReminders(ctx.db, due)
      await enqueueAll(ctx.db, 'sendReminder', reminders)
      return reminders.length
    }),
  )
}

/**
 * Mails a reminder, unless the session has been started, canceled, deleted or moved to another day, or
 * its time has come.
 */
export async function send(
  ctx: Context,
  reminder: { owner: string; session: string; day: string },
): Promise<void> {
  const due = { ...reminder, now: ctx.clock() }
  const found = await wantedMailsRepository.findReminder(ctx.db, due)
  if (!found) return
  const origin = ctx.config.publicOrigin
  const stopLink = stopLinkOf(ctx, reminder.owner, 'reminder')
  const link = `${origin}/sessions/${reminder.session}`
  const mail = composeReminder(found, { origin, link, stopLink })
  await deliveryService.deliver(ctx, found, { ...mail, stopLink })
}

/** Deletes the notes that reminders were queued, a week later. */
export function deleteOld({ db, clock }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.reminder)
  return repeatInBatches((limit) => wantedMailsRepository.deleteOldReminders(db, until, limit))
}
