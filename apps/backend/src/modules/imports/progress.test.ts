import { importProgressApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { commit, legs, preview } from '../../../tests/importing.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import * as progressService from './progress.service.ts'

const app = useTestApp()

describe('GET /imports/:id/progress', () => {
  const progressOf = async (athlete: Athlete, id: string) =>
    (await athlete.call(importProgressApi.getImportProgress, { params: { id } })).body as unknown

  it('tells how far a commit has come, until it has ended', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const before = await progressOf(ada, id)
    const seen: unknown[] = []
    const key = { owner: ada.id, id }

    const answer = await progressService.reporting(app.ctx(), key, async (report) => {
      seen.push(await progressOf(ada, id))
      await report({ step: 'writing', done: 250, total: 1_000 })
      seen.push(await progressOf(ada, id))
      return 'written'
    })

    expect(answer).toBe('written')
    expect([before, ...seen, await progressOf(ada, id)]).toEqual([
      { step: 'none', done: 0, total: 0 },
      { step: 'waiting', done: 0, total: 0 },
      { step: 'writing', done: 250, total: 1_000 },
      { step: 'none', done: 0, total: 0 },
    ])
  })

  it('is stored outside the transaction of the commit, after each batch of sessions', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const stored: unknown[] = []
    const listen = ({ sql, bindings }: { sql: string; bindings?: unknown[] }) => {
      if (sql.includes('insert into import_progress')) stored.push(bindings)
    }
    app.ctx().db.on('query', listen)

    await commit(ada, id)

    app.ctx().db.off('query', listen)
    expect(stored).toHaveLength(4)
    expect(await progressOf(ada, id)).toMatchObject({ step: 'none' })
  })

  it('returns 404 for the import of another user', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const { id } = await preview(ada, legs)

    expectRefusal(
      await bob.call(importProgressApi.getImportProgress, { params: { id } }),
      'NOT_FOUND',
    )
  })
})
