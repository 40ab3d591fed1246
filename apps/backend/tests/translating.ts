import { feedApi } from '@fitvibe/contract'
import { expect } from 'vitest'

import { runWaitingJobs } from '../src/jobs/worker.ts'
import type { Athlete, TestApp } from './testApp.ts'
import type { TranslationPeer } from './translationPeer.ts'

type Reader = Pick<Athlete, 'call'>

/** Reads a session of the feed in German by default. */
export async function read(reader: Reader, id: string, lang = 'de') {
  const headers = { 'accept-language': lang }
  const answer = await reader.call(feedApi.getFeedSession, { params: { id } }, headers)
  expect(answer.status).toBe(200)
  return answer.body as feedApi.SharedSession
}

/** Finds a session in the feed of an athlete, in German by default. */
export async function find(reader: Reader, author: Athlete, id: string, lang = 'de') {
  const query = { author: author.username, limit: 100 }
  const answer = await reader.call(feedApi.listFeed, { query }, { 'accept-language': lang })
  expect(answer.status).toBe(200)
  return (answer.body.items as feedApi.FeedItem[]).find((item) => item.id === id)
}

/** Runs the waiting job now, even if it waits to be tried again. */
export async function translateWaiting(app: TestApp): Promise<void> {
  // A clock that is set back meanwhile must not make the job wait again.
  const past = "now() - interval '1 minute'"
  await app.ctx().db.raw(`update graphile_worker._private_jobs set run_at = ${past}`)
  await runWaitingJobs(app.ctx(), app.databaseUrl())
}

/** Returns the texts that the provider has received, from request `since` on. */
export const textsSent = (peer: TranslationPeer, since = 0): string[] =>
  peer.received
    .slice(since)
    .flatMap(
      (request) =>
        (JSON.parse(request.slice(request.indexOf('{"text"'))) as { text: string[] }).text,
    )
