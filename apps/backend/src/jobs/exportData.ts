import { z } from 'zod'

import type { Context } from '../context.ts'
import * as exportsService from '../modules/privacy/exports.service.ts'

const Payload = z.object({ owner: z.uuid(), id: z.uuid() })

/** Writes the file with everything that is stored about a user. */
export async function exportData(ctx: Context, payload: unknown): Promise<void> {
  await exportsService.prepare(ctx, Payload.parse(payload))
}
