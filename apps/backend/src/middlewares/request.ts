import type { Language } from '@fitvibe/contract'

import type { AccessClaims } from '../utils/tokens.ts'
import type { Budgets } from './budgets.ts'

declare global {
  namespace Express {
    /** Properties that our middlewares set. */
    interface Request {
      id: string
      /** The requested language; undefined if the request names none of ours. */
      lang?: Language | undefined
      /** From a signed access token, which may have expired. */
      claims?: AccessClaims | undefined
      /** Path of the endpoint as in the contract, for metrics. */
      endpoint?: string | undefined
      /** Missing on routes without limits, such as the health checks. */
      budgets?: Budgets
      /** Bytes of a streamed file sent so far. */
      bytesSent?: number
    }
  }
}
