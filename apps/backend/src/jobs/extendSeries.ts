import type { Context } from '../context.ts'
import * as seriesService from '../modules/planning/series.service.ts'

/** Plans the occurrences of every series up to 12 weeks ahead. */
export async function extendSeries(ctx: Context): Promise<void> {
  const planned = await seriesService.extendDue(ctx)
  ctx.logger.info({ module: 'jobs', planned }, 'series extended')
}
