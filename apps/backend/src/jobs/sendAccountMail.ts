import { z } from 'zod'

import type { Context } from '../context.ts'
import * as accountMailsService from '../modules/auth/accountMails.service.ts'
import { accountMails } from './enqueue.ts'

const Payload = z.object({ owner: z.uuid(), mail: z.enum(accountMails) })

export async function sendAccountMail(ctx: Context, payload: unknown): Promise<void> {
  const { owner, mail } = Payload.parse(payload)
  await accountMailsService.send(ctx, { owner, mail })
}
