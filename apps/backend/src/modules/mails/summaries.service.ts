import { inTransaction, type Context } from '../../context.ts'
import { enqueueAll } from '../../jobs/enqueue.ts'
import { addDays } from '../../utils/calendar.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as progressService from '../progress/progress.service.ts'
import * as recordsService from '../progress/records.service.ts'
import * as deliveryService from '../users/delivery.service.ts'
import { composeSummary } from './composeWantedMails.ts'
import { stopLinkOf } from './stopTokens.ts'
import * as wantedMailsRepository from './wantedMails.repository.ts'

/** The local hours of summaries. A server that was down at seven sends them until noon. */
const MORNING = { from: 7, before: 12 }

/** Queues a summary for each user whose week begins this morning. */
export function queueDue(ctx: Context): Promise<number> {
  return repeatInBatches((limit) =>
    inTransaction(ctx, async (ctx) => {
      const due = { now: ctx.clock(), ...MORNING, limit }
      const summaries = await wantedMailsRepository.markDueSummaries(ctx.db, due)
      await enqueueAll(ctx.db, 'sendSummary', summaries)
      return summaries.length
    }),
  )
}

/** Mails the summary of the seven days before a day, unless no session was done or planned in them. */
export async function send(
  ctx: Context,
  { owner, day }: { owner: string; day: string },
): Promise<void> {
  const reader = await wantedMailsRepository.findSummaryReader(ctx.db, { owner })
  if (!reader) return
  const week = { from: addDays(day, -7), to: addDays(day, -1) }
  const summary = await progressService.getSummary(ctx, reader, week)
  if (summary.completed === 0 && summary.planned === 0) return
  const records = await recordsService.countSet(ctx, { owner, ...week })
  const origin = ctx.config.publicOrigin
  const stopLink = stopLinkOf(ctx, owner, 'weekSummary')
  const { completed: done, planned, points } = summary
  const figures = { ...week, done, planned, records, points }
  const mail = composeSummary(reader, figures, { origin, link: `${origin}/progress`, stopLink })
  await deliveryService.deliver(ctx, reader, { ...mail, stopLink })
}
