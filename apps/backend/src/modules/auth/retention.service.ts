import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as authRepository from './auth.repository.ts'
import * as loginsRepository from './logins.repository.ts'

const DAY = 86_400

/** The TDD's period (§6.3): long enough to look into a theft. */
const LOGINS_KEPT_SECONDS = 30 * DAY
/** A token past its end opens nothing; the audit log has what it was used for. */
const TOKENS_KEPT_SECONDS = DAY

/** A statement ends within its timeout, and a sweep within minutes: what is left has the next one. */
const BATCH = 5_000
const BATCHES = 20

/** Deletes logins that ended a month ago and tokens of mails that ended a day ago. */
export async function forgetOld({ db, clock }: Context) {
  const now = clock()
  const loginsBefore = secondsAfter(now, -LOGINS_KEPT_SECONDS)
  const tokensBefore = secondsAfter(now, -TOKENS_KEPT_SECONDS)
  return {
    logins: await inBatches((limit) => loginsRepository.deleteEnded(db, loginsBefore, limit)),
    tokens: await inBatches((limit) => authRepository.deleteOldTokens(db, tokensBefore, limit)),
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
