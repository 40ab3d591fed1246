import { feedApi } from '@fitvibe/contract'
import { expect } from 'vitest'

import type { Athlete } from './testApp.ts'
import { complete, log, update, type NewSession } from './training.ts'

/** Logs a public session of half an hour that has just ended. */
export const share = (athlete: Athlete, session: Partial<NewSession> = {}) =>
  log(
    athlete,
    { durationSec: 1800 },
    {
      title: 'Legs',
      visibility: 'public',
      exercises: [{ name: 'Squat', planned: { sets: 3, reps: 5, load: 100 } }],
      ...session,
    },
  )

/** Clones a session, completes the copy as a public session and returns the copy's id. */
export async function cloneAndShare(athlete: Athlete, id: string): Promise<string> {
  const answer = await athlete.call(feedApi.cloneSession, { params: { id }, body: {} })
  expect(answer.status).toBe(201)
  const copy = answer.body.newSessionId as string
  await update(athlete, copy, { visibility: 'public' })
  await complete(athlete, copy)
  return copy
}
