import type { Context } from '../context.ts'
import * as remindersService from '../modules/mails/reminders.service.ts'
import * as summariesService from '../modules/mails/summaries.service.ts'

/** Queues the reminders and summaries that are due. */
export async function queueMails(ctx: Context): Promise<void> {
  const reminders = await remindersService.queueDue(ctx)
  const summaries = await summariesService.queueDue(ctx)
  ctx.logger.info({ module: 'jobs', reminders, summaries }, 'mails queued')
}
