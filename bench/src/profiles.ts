import {
  exercisesApi,
  feedApi,
  progressApi,
  sessionsApi,
  toRequest,
  type Endpoint,
} from '@fitvibe/contract'

import { idOf } from './ids.ts'
import type { Login } from './logins.ts'

export interface Request {
  readonly method: 'GET' | 'PATCH'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Identifies the request for the baseline: equal keys have equal statements. */
  readonly key: string
}

export interface Profile {
  readonly name: string
  readonly endpoint: Endpoint
  /** Sent repeatedly; only once each if the profile `writes`. */
  readonly requests: readonly Request[]
  readonly writes: boolean
}

interface Athletes {
  readonly readers: readonly Login[]
  readonly completers: readonly Login[]
  readonly sessions: number
  readonly planned: number
}

const SEARCHES = ['bench press', 'squat', 'kreuzheben', 'curl', 'rudern', 'press', 'dumbbell row']
const SESSIONS_PER_READER = 10

/** Creates the load profiles; `cursors` lead to pages of the feed. */
export function createProfiles(athletes: Athletes, cursors: readonly string[]): Profile[] {
  const { readers, sessions } = athletes
  const reads = (name: string, endpoint: Endpoint, queries: readonly object[]): Profile => ({
    name,
    endpoint,
    writes: false,
    requests: queries.flatMap((query) =>
      readers.map((login) => request(endpoint, login, query as Query)),
    ),
  })
  return [
    reads('list', sessionsApi.listSessions, [{}, { page: 2 }, { status: 'completed' }]),
    {
      name: 'get',
      endpoint: sessionsApi.getSession,
      writes: false,
      requests: readers.flatMap((login) =>
        Array.from({ length: Math.min(SESSIONS_PER_READER, sessions) }, (_, session) =>
          request(sessionsApi.getSession, login, {}, idOf('session', login.user, session)),
        ),
      ),
    },
    reads('summary', progressApi.getSummary, [{}, { from: daysAgo(90) }]),
    reads('charts', progressApi.getCharts, [{}, { interval: 'month' }]),
    reads(
      'exercise search',
      exercisesApi.listExercises,
      SEARCHES.map((q) => ({ q })),
    ),
    reads('feed', feedApi.listFeed, [{}, ...cursors.map((cursor) => ({ cursor }))]),
    {
      name: 'complete',
      endpoint: sessionsApi.completeSession,
      writes: true,
      requests: completions(athletes),
    },
  ]
}

type Query = Readonly<Record<string, string | number>>

function request(endpoint: Endpoint, login: Login, query: Query, id?: string): Request {
  const call = { query, params: { id } }
  const { method, url } = toRequest(endpoint, call as Parameters<typeof toRequest>[1])
  const isWrite = method !== 'GET'
  return {
    method: isWrite ? 'PATCH' : 'GET',
    path: url,
    key: `${login.user} ${url}`,
    headers: {
      cookie: login.headers['cookie'] ?? '',
      'accept-language': 'en',
      ...(isWrite && {
        'x-csrf-token': login.headers['x-csrf-token'] ?? '',
        'content-type': 'application/json',
      }),
    },
    ...(isWrite && { body: '{}' }),
  }
}

/** Orders by session, then user, so that concurrent requests are of different users. */
function completions({ completers, sessions, planned }: Athletes): Request[] {
  return Array.from({ length: planned }, (_, extra) =>
    completers.map((login) => {
      const id = idOf('session', login.user, sessions + extra)
      return request(sessionsApi.completeSession, login, {}, id)
    }),
  ).flat()
}

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
