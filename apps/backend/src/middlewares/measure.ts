import type { RequestHandler } from 'express'

import { httpRequestDuration, httpRequestsTotal } from '../utils/metrics.ts'

/** Counts and times requests by endpoint. Unknown paths share one label, to bound the label set. */
export const measure: RequestHandler = (req, res, next) => {
  const startedAt = performance.now()
  res.on('finish', () => {
    const labels = {
      method: req.method,
      route: req.endpoint ?? 'unmatched',
      status_code: String(res.statusCode),
    }
    httpRequestDuration.observe(labels, (performance.now() - startedAt) / 1_000)
    httpRequestsTotal.inc(labels)
  })
  next()
}
