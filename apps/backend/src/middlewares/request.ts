import type { Language } from '../config/i18n.ts'
import type { AccessClaims } from '../utils/tokens.ts'
import type { Budgets } from './budgets.ts'

declare global {
  namespace Express {
    /** What the middlewares have found out about a request. */
    interface Request {
      id: string
      /** The language asked for; undefined when the request names none of ours. */
      lang?: Language | undefined
      /** From a signed access token, which may have expired. */
      claims?: AccessClaims | undefined
      /** Path of the endpoint as in the contract, for metrics. */
      endpoint?: string | undefined
      /** Absent where nothing is limited, as for the health checks. */
      budgets?: Budgets
      /** Bytes sent so far of a file that is sent as it is made. */
      bytesSent?: number
    }
  }
}
