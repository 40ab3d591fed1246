import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as loginsRepository from './logins.repository.ts'

/** Deletes logins a month after they ended: by a logout, or by their idle or absolute lifetime. */
export async function deleteEndedLogins({ db, clock }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.endedLogin)
  const ended = await repeatInBatches((limit) => loginsRepository.deleteEnded(db, until, limit))
  return ended + (await repeatInBatches((limit) => loginsRepository.deleteIdle(db, until, limit)))
}

/** Deletes mail tokens a day after they expired, used or not. */
export function deleteExpiredTokens({ db, clock }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.mailToken)
  return repeatInBatches((limit) => accountTokensRepository.deleteExpiredTokens(db, until, limit))
}
