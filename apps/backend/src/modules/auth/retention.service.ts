import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as loginsRepository from './logins.repository.ts'

/** Bounds one sweep to minutes and each statement to its timeout; the next sweep deletes the rest. */
const BATCH = 5_000
const BATCHES = 20

/** Deletes logins that ended a month ago and mail tokens that expired a day ago. */
export async function deleteOld({ db, clock }: Context) {
  const now = clock()
  const loginsBefore = secondsAfter(now, -RETENTION_SECONDS.endedLogin)
  const tokensBefore = secondsAfter(now, -RETENTION_SECONDS.mailToken)
  return {
    logins: await inBatches((limit) => loginsRepository.deleteEnded(db, loginsBefore, limit)),
    tokens: await inBatches((limit) =>
      accountTokensRepository.deleteExpiredTokens(db, tokensBefore, limit),
    ),
  }
}

async function inBatches(work: (limit: number) => Promise<number>): Promise<number> {
  let total = 0
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const deleted = await work(BATCH)
    total += deleted
    if (deleted < BATCH) break
  }
  return total
}
