import type { Context } from '../context.ts'
import * as seriesService from '../modules/planning/series.service.ts'

/** Plans the occurrences of series that have come within 12 weeks. */
export async function extendSeries(ctx: Context): Promise<void> {
  const planned = await seriesService.extendDue(ctx)
  ctx.logger.info({ module: 'jobs', planned }, 'series extended')
}
