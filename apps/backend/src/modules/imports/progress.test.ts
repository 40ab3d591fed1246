import { importProgressApi, importsApi } from '@fitvibe/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { commit, legs, preview, progressOf, startCommit, undo } from '../../../tests/importing.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'
import * as progressService from './progress.service.ts'
import { inTurn } from './turns.ts'

const app = useTestApp()

const NONE = { step: 'none', done: 0, total: 0 }

const listed = async (athlete: Athlete) =>
  (await athlete.call(importsApi.listImports, {})).body.items[0].progress

/** Begins a commit as a server that is killed during it. */
async function beginAndDie(athlete: Athlete, id: string): Promise<progressService.Attempt> {
  const attempt = await progressService.begin(app.ctx(), { owner: athlete.id, id })
  if (!attempt) throw new Error('The import is not open.')
  return attempt
}

afterEach(() => vi.useRealTimers())

describe('GET /imports/:id/progress', () => {
  it('shows each step of a commit, and its result', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const before = [await progressOf(ada, id), await listed(ada)]
    const steps: unknown[] = []
    const listen = ({ sql, options }: { sql: string; options?: { values: unknown[] } }) => {
      if (sql.includes('update import_progress p set step')) steps.push(options?.values.slice(0, 3))
    }
    app.ctx().db.on('query', listen)

    const { body: result } = await commit(ada, id)

    app.ctx().db.off('query', listen)
    expect(before).toEqual([NONE, null])
    expect(steps).toEqual([
      ['reading', 0, 0],
      ['writing', 0, 1],
      ['writing', 1, 1],
    ])
    expect(await progressOf(ada, id)).toEqual({ step: 'done', done: 1, total: 1, result })
    expect(await listed(ada)).toBeNull()
  })

  it('is in the language of its reader', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, `${legs}\n2026-01-10,Legs,1h,Squat,1,NaN,5,0,0,,,`)
    const german = { 'accept-language': 'de' }

    await commit(ada, id, {})
    const { problem } = await progressOf(ada, id, german)
    await commit(ada, id)
    const { result } = await progressOf(ada, id, german)

    expect(problem?.details).toEqual([
      { path: 'body.unit', message: expect.stringContaining('Wähl es aus') },
    ])
    expect(result?.explanation).toContain('Importierte Trainings bringen keine Punkte')
    expect(result?.problems[0]?.message).toContain('Das ist keine Zahl')
  })

  it('returns 404 for the import of another user', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const { id } = await preview(ada, legs)
    await commit(ada, id)

    expectRefusal(
      await bob.call(importProgressApi.getImportProgress, { params: { id } }),
      'NOT_FOUND',
    )
  })

  it('has no result once the import is undone', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    await commit(ada, id)

    await undo(ada, id)

    expect(await progressOf(ada, id)).toEqual(NONE)
  })

  it('loses its result after a week by the hourly sweep', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const { id } = await preview(ada, legs)
    await commit(ada, id)
    const { id: youngId } = await preview(ben, legs)
    app.passSeconds(7 * 86_400 + 1)
    await progressService.begin(app.ctx(), { owner: ben.id, id: youngId })

    await app.ctx().db.raw(`select graphile_worker.add_job('sweep')`)
    await runWaitingJobs(app.ctx(), app.databaseUrl())

    const kept = await app.ctx().db('import_progress').pluck('import_id')
    expect(kept).not.toContain(id)
  })
})

describe('a commit whose server is killed', () => {
  it('has failed once it has not reported for 30 s, and can be started again', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    await beginAndDie(ada, id)
    const running = await progressOf(ada, id)
    const refused = await commit(ada, id)

    app.passSeconds(31)
    const failed = await progressOf(ada, id)
    const shown = await listed(ada)
    const again = await commit(ada, id)

    expect(running).toEqual({ step: 'waiting', done: 0, total: 0 })
    expectRefusal(refused, 'CONFLICT')
    expect(failed).toEqual({
      step: 'failed',
      done: 0,
      total: 0,
      problem: {
        code: 'INTERRUPTED',
        message: 'The import was interrupted, and nothing was imported: start it again.',
      },
    })
    expect(shown).toEqual(failed)
    expect(again.status).toBe(200)
    expect(await progressOf(ada, id)).toMatchObject({ step: 'done', result: again.body })
  })

  it('cannot report any more once it has been started again', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const dead = await beginAndDie(ada, id)
    app.passSeconds(31)
    const { body: result } = await commit(ada, id)

    const late = progressService.reporting(app.ctx(), dead, {
      requestId: app.ctx().newId(),
      async work(report) {
        await report({ step: 'writing', done: 1, total: 9 })
        throw progressService.interrupted()
      },
    })

    await expect(late).rejects.toMatchObject({ code: 'INTERRUPTED' })
    expect(await progressOf(ada, id)).toEqual({ step: 'done', done: 1, total: 1, result })
  })

  it('is not mistaken for a commit that waits for minutes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    let release = () => {}
    const other = inTurn(() => new Promise<void>((resolve) => (release = resolve)))
    await startCommit(ada, id)

    for (let seconds = 0; seconds < 120; seconds += 20) {
      app.passSeconds(20)
      await vi.advanceTimersByTimeAsync(5_000)
      await expect.poll(() => progressOf(ada, id)).toMatchObject({ step: 'waiting' })
    }
    release()
    await other

    await expect.poll(() => progressOf(ada, id)).toMatchObject({ step: 'done' })
  })
})
