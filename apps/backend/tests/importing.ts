import { importProgressApi, importsApi, sessionsApi, type Call } from '@fitvibe/contract'
import { expect } from 'vitest'

import type { Athlete } from './testApp.ts'

type Commit = Call<typeof importsApi.commitImport>['body']

/** Uploads a file and returns the whole answer. */
export const uploadImport = (
  athlete: Athlete,
  file: string | Uint8Array,
  headers: Record<string, string> = {},
) =>
  athlete.call(
    importsApi.previewImport,
    { body: typeof file === 'string' ? file : Buffer.from(file) },
    { 'content-type': 'text/csv', ...headers },
  )

/** Uploads a readable file and returns its preview. */
export async function preview(athlete: Athlete, file: string | Uint8Array) {
  const answer = await uploadImport(athlete, file)
  expect(answer).toHaveProperty('status', 201)
  return answer.body as importsApi.ImportPreview
}

export const commit = (
  athlete: Athlete,
  id: string,
  body: Commit = { unit: 'kg' },
  headers: Record<string, string> = {},
) => athlete.call(importsApi.commitImport, { params: { id }, body }, headers)

/** Commits an import without waiting for its result. */
export const startCommit = (
  athlete: Athlete,
  id: string,
  body: Commit = { unit: 'kg' },
  headers: Record<string, string> = {},
) => commit(athlete, id, body, { prefer: 'respond-async', ...headers })

export async function progressOf(
  athlete: Athlete,
  id: string,
  headers: Record<string, string> = {},
) {
  const answer = await athlete.call(
    importProgressApi.getImportProgress,
    { params: { id } },
    headers,
  )
  expect(answer).toHaveProperty('status', 200)
  return answer.body as importProgressApi.ImportProgress
}

/** Waits until a commit is done or has failed, and returns its progress. */
export async function endOf(athlete: Athlete, id: string) {
  for (;;) {
    const progress = await progressOf(athlete, id)
    if (progress.step === 'done' || progress.step === 'failed') return progress
  }
}

/** Uploads a file and commits the import. */
export async function importFile(
  athlete: Athlete,
  file: string | Uint8Array,
  body: Commit = { unit: 'kg' },
) {
  const { id } = await preview(athlete, file)
  const answer = await commit(athlete, id, body)
  expect(answer).toHaveProperty('status', 200)
  return { id, ...answer.body } as { id: string; workouts: number; sets: number; volume: number }
}

export const undo = (athlete: Athlete, id: string) =>
  athlete.call(importsApi.undoImport, { params: { id } })

/** All sessions of an athlete with their sets, latest first. */
export async function historyOf(athlete: Athlete): Promise<sessionsApi.Session[]> {
  const { body } = await athlete.call(sessionsApi.listSessions, { query: { pageSize: 100 } })
  const sessions: sessionsApi.Session[] = []
  for (const { id } of body.items as sessionsApi.SessionSummary[]) {
    const answer = await athlete.call(sessionsApi.getSession, { params: { id } })
    sessions.push(answer.body as sessionsApi.Session)
  }
  return sessions
}

export const STRONG =
  'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE'

/** Three sets and a rest in kilograms, one workout. */
export const legs = [
  STRONG,
  '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",W,40.0,10,0,0,"","slept well",',
  '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",1,100.0,5,0,0,,,8',
  '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",Rest Timer,0,0,0,120,,,',
  '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",2,100.0,5,0,0,,,8.5',
].join('\n')
