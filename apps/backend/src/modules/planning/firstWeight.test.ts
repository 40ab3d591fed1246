import { sessionsApi, usersApi } from '@fitvibe/contract'
import { expect, it } from 'vitest'

import { useTestApp } from '../../../tests/testApp.ts'
import { getSession } from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'
import * as createService from './create.service.ts'

const app = useTestApp()

/** Returns whether a statement waits for the lock of another transaction. */
async function isAnyWaiting(): Promise<boolean> {
  const { rows } = await app.ctx().db.raw<{ rows: unknown[] }>(/* sql */ `
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  return rows.length > 0
}

it('counts the first body weight in a session that was being logged meanwhile', async () => {
  const ada = await app.newAthlete()
  const user = { ...ada, sid: ada.id, role: 'user', preferredLang: 'en' } as const
  const athlete = { ...user, timezone: 'Europe/Berlin', weekStart: 'monday' } as const
  const exercises = [{ name: 'Pull-Up', actual: { sets: 3, reps: 8 } }]
  const body = sessionsApi.createSession.body.parse({ title: 'Mine', exercises, completed: {} })
  const trx = await app.ctx().db.transaction()
  const { id } = await createService.create({ ...app.ctx(), db: trx }, athlete, body, undefined)

  await ada.call(usersApi.updateMe, { body: { weight: 80 } })
  const counted = runWaitingJobs(app.ctx(), app.databaseUrl())
  await expect.poll(isAnyWaiting, { interval: 20 }).toBe(true)
  await trx.commit()
  await counted

  expect((await getSession(ada, id)).body.totals.volume).toBe(24 * 80)
})
