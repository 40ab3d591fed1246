import { z } from 'zod'

import type { Context } from '../context.ts'
import * as exportsService from '../modules/privacy/exports.service.ts'

const Payload = z.object({ owner: z.uuid(), id: z.uuid() })

/** Mails the link to an export. A retry mails a new link, and the former one ends. */
export async function mailExport(ctx: Context, payload: unknown): Promise<void> {
  await exportsService.mailLink(ctx, Payload.parse(payload))
}
