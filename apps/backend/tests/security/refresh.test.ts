import { setTimeout } from 'node:timers/promises'

import { beforeAll, describe, expect, it, vi } from 'vitest'

import type * as knexModule from '../../src/db/knex.ts'
import type * as loginsRepository from '../../src/modules/auth/logins.repository.ts'
import { useTestApp } from '../testApp.ts'
import {
  drillEnding,
  drillReuse,
  drillRotation,
  endsAll,
  endsOne,
  type Drill,
} from './refreshDrills.ts'
import { newTestKey } from './testKeys.ts'
import { reportOf, times } from './torture.ts'

vi.setConfig({ testTimeout: 600_000 })

const PARALLEL = 20
const endings = [
  ...Object.entries(endsOne).map(([name, end]) => ({ name, end, isAll: false })),
  ...Object.entries(endsAll).map(([name, end]) => ({ name, end, isAll: true })),
]
const RACES = Math.ceil(times(48, 200) / endings.length)

/** Guards, each active unless a control switches it off. */
const guards = vi.hoisted(() => ({ locks: true, reuse: true, ends: true, successorAfterMs: 0 }))

const without = async <T>(change: Partial<typeof guards>, drill: () => Promise<T>): Promise<T> => {
  const whole = { ...guards }
  Object.assign(guards, change)
  return drill().finally(() => Object.assign(guards, whole))
}

vi.mock('../../src/db/knex.ts', async (original) => {
  const real = await original<typeof knexModule>()
  const locked = (sql: string) =>
    guards.locks ? sql : sql.replaceAll(/ for (?:no key )?update(?: of s)?/g, '')
  return {
    ...real,
    row: ((db, sql, bindings) => real.row(db, locked(sql), bindings)) as typeof real.row,
  }
})

vi.mock('../../src/modules/auth/logins.repository.ts', async (original) => {
  const real = await original<typeof loginsRepository>()
  return {
    ...real,
    async insertRefresh(...[db, refresh]: Parameters<typeof real.insertRefresh>) {
      if (refresh.parentJti) await setTimeout(guards.successorAfterMs)
      return real.insertRefresh(db, refresh)
    },
    async setRevoked(...[db, logins, revoked]: Parameters<typeof real.setRevoked>) {
      const isMissing = !guards.ends || (revoked.reason === 'reuse' && !guards.reuse)
      return isMissing ? [] : real.setRevoked(db, logins, revoked)
    },
  } satisfies typeof real
})

// A usual key would spend half of the time on signing.
const signing = await newTestKey()
const app = useTestApp({ keyRing: () => ({ signing, published: [signing] }) })
const { say, control } = reportOf('refresh')
let drill: Drill

beforeAll(async () => {
  drill = { app, client: await app.connect() }
})

describe('refresh tokens', () => {
  it('have one successor however many requests use one at once, and no login is lost', async () => {
    const rounds = times(6, 50)

    const found = await drillRotation(drill, { rounds, parallel: PARALLEL })

    say(
      `${rounds} rounds x ${PARALLEL} parallel: ${found.successors} successors, ` +
        `${found.refused} refused, ${found.lost} logins lost`,
    )
    expect(found).toEqual({ rounds, successors: rounds, refused: 0, lost: 0 })
  })

  it('end their login in the database when a used one returns, even during a refresh', async () => {
    const reuses = times(10, 100)

    const found = await drillReuse(drill, reuses)

    say(`reuse: ${found.dead} of ${reuses} families dead, ${found.accepted} accepted`)
    expect(found).toEqual({ reuses, accepted: 0, dead: reuses, stillIn: 0 })
  })

  describe('are dead after a race with', () => {
    const all = { races: 0, refreshed: 0, liveTokens: 0, stillIn: 0 }

    it.each(endings)('$name', async ({ end, isAll }) => {
      const found = await drillEnding(drill, end, { races: RACES, isAll })

      for (const key of Object.keys(all) as (keyof typeof all)[]) all[key] += found[key]
      expect(found).toMatchObject({ races: RACES, liveTokens: 0, stillIn: 0 })
    })

    it('each of them, and the refresh wins some of the races', () => {
      const { races, refreshed, liveTokens, stillIn } = all
      const figures = `${refreshed} refreshed, ${liveTokens} live tokens, ${stillIn} still in`
      say(`${races} races with ${endings.length} ways to end a login: ${figures}`)
      expect(races).toBe(RACES * endings.length)
      expect(refreshed).toBeGreaterThan(0)
    })
  })
})

describe('power', () => {
  control('the lock on a user’s logins during parallel refreshes', async () => {
    const found = await without({ locks: false, successorAfterMs: 50 }, () =>
      drillRotation(drill, { rounds: 1, parallel: PARALLEL }),
    )

    expect(found.refused).toBeGreaterThan(0)
  })

  control('the lock on a user’s logins during a logout', async () => {
    const race = () => drillEnding(drill, endsOne['a logout'], { races: 4 })

    const guarded = await without({ successorAfterMs: 50 }, race)
    const found = await without({ successorAfterMs: 50, locks: false }, race)

    expect(guarded.liveTokens).toBe(0)
    expect(found.liveTokens).toBeGreaterThan(0)
    expect(found.stillIn).toBeGreaterThan(0)
  })

  control('the end of a login whose used token returns', async () => {
    const found = await without({ reuse: false }, () => drillReuse(drill, 2))

    expect(found).toEqual({ reuses: 2, accepted: 0, dead: 0, stillIn: 4 })
  })

  control('the end of logins in each of these ways', async () => {
    for (const { end, isAll } of endings) {
      const found = await without({ ends: false }, () =>
        drillEnding(drill, end, { races: 1, isAll }),
      )

      expect(found.liveTokens).toBeGreaterThan(0)
    }
  })
})
