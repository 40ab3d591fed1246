import { describe, expect, it } from 'vitest'

import { useTestApp } from '../testApp.ts'
import { drillEnding, drillReuse, drillRotation, enders, print } from './refreshDrills.ts'

/** The quick sizes; the drills take any. */
const ROUNDS = 6
const REUSES = 10
const RACES = 12

const app = useTestApp()

describe('refresh tokens', () => {
  it('have one successor however many use one at once, and no login is lost', async () => {
    const figures = await drillRotation(app, { rounds: ROUNDS, parallel: 20 })

    print(`20 at once`, figures)
    expect(figures).toEqual({ rounds: ROUNDS, forks: 0, refused: 0, lost: 0 })
  })

  it('end their login in the database when one comes back, whoever refreshes meanwhile', async () => {
    const figures = await drillReuse(app, REUSES)

    print('reuse', figures)
    expect(figures).toEqual({ reuses: REUSES, accepted: 0, liveTokens: 0, stillIn: 0 })
  })

  it.each(Object.entries(enders(app)))('are dead after a race with %s', async (name, end) => {
    const figures = await drillEnding(app, end, { races: RACES })

    print(`against ${name}`, figures)
    expect(figures).toMatchObject({ races: RACES, liveTokens: 0, stillIn: 0 })
  })

  it('are dead after a race with a logout that still has the token before', async () => {
    const figures = await drillEnding(app, enders(app).logout, { races: RACES, isStale: true })

    print('against a stale logout', figures)
    expect(figures).toMatchObject({ races: RACES, liveTokens: 0, stillIn: 0 })
  })
})
