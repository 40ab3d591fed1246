import { authApi } from '@fitvibe/contract'
import express from 'express'
import { describe, expect, it, vi } from 'vitest'

import { createApp } from '../../src/app.ts'
import type * as jobs from '../../src/jobs/enqueue.ts'
import type * as passwords from '../../src/utils/passwords.ts'
import { useTestApp } from '../testApp.ts'
import {
  measureEnumeration,
  TOLERANCE,
  type Enumeration,
  type Probe,
} from './measureEnumeration.ts'
import { isLong, reportOf, times } from './torture.ts'

vi.setConfig({ testTimeout: 900_000 })

/** Guards that the controls switch off. */
const guards = vi.hoisted(() => ({ decoy: true, jobsForAll: true }))

vi.mock('../../src/utils/passwords.ts', async (original) => {
  const real = await original<typeof passwords>()
  const checkPassword: typeof real.checkPassword = async (settings, password, stored) =>
    guards.decoy || stored ? real.checkPassword(settings, password, stored) : false
  return { ...real, checkPassword }
})

vi.mock('../../src/jobs/enqueue.ts', async (original) => {
  const real = await original<typeof jobs>()
  const enqueue: typeof real.enqueue = async (db, name, payload) => {
    if (guards.jobsForAll || (await db('users').where({ id: payload.owner }).first()))
      await real.enqueue(db, name, payload)
  }
  return { ...real, enqueue }
})

// Only the long run measures times, with production's cost of a hash.
const app = useTestApp({ trustedProxies: 1, ...(isLong && { passwordCost: 12 }) })
const { say, control } = reportOf('enumeration')

/** Requests without a hash are fast, so noise is a larger share of their time: more pairs. */
const PAIRS: Record<Probe, number> = {
  login: times(60, 60),
  register: times(60, 60),
  forgotPassword: times(60, 300),
  resendVerification: times(60, 300),
}

const timesOf = ({ knownMs, unknownMs, difference }: Enumeration) =>
  `medians ${knownMs.toFixed(1)} and ${unknownMs.toFixed(1)} ms, ` +
  `${(difference * 100).toFixed(1)} % apart`

describe('an existing and a missing account', () => {
  it.each(Object.entries(PAIRS) as [Probe, number][])(
    'get the same answer after the same work: %s',
    async (probe, pairs) => {
      const found = await measureEnumeration(app.ctx(), probe, { pairs, retries: isLong ? 3 : 0 })

      const { answers, statements, hashes } = found
      const counts = `${answers} answer, ${statements} count of statements, ${hashes} of hashes`
      say(`${probe}, ${found.pairs} pairs: ${counts}${isLong ? `, ${timesOf(found)}` : ''}`)
      expect({ answers, statements, hashes }).toEqual({ answers: 1, statements: 1, hashes: 1 })
      expect(isLong ? found.difference : 0).toBeLessThan(TOLERANCE)
    },
  )
})

/** Enough where all pairs behave alike. */
const FEW = { pairs: 3 }

describe('power', () => {
  control('the dummy hash', async () => {
    guards.decoy = false
    const found = await measureEnumeration(app.ctx(), 'login', FEW).finally(
      () => (guards.decoy = true),
    )

    expect(found.hashes).toBe(2)
    if (isLong) say(`without the dummy hash ${timesOf(found)}`)
    expect(isLong ? found.difference : 1).toBeGreaterThan(TOLERANCE)
  })

  control('the same work for a missing account', async () => {
    guards.jobsForAll = false
    const found = await measureEnumeration(app.ctx(), 'forgotPassword', FEW).finally(
      () => (guards.jobsForAll = true),
    )

    expect(found.statements).toBe(2)
  })

  control('one answer for all addresses', async () => {
    const leaking = express().post(
      `/api/v1${authApi.register.path}`,
      express.json(),
      async (req, res, next) => {
        const { email } = req.body as { email: string }
        if (!(await app.ctx().db('identities').where({ value: email }).first())) return next()
        res.status(409).json({ error: { code: 'CONFLICT' } })
      },
    )

    const found = await measureEnumeration(app.ctx(), 'register', {
      ...FEW,
      // An application that listens already would lose its settings inside another one.
      app: leaking.use(createApp(app.ctx())),
    })

    expect(found.answers).toBe(2)
  })
})
