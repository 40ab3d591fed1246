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
  /** Names the request for the baseline: the same key, the same statements. */
  readonly key: string
}

export interface Profile {
  readonly name: string
  readonly endpoint: Endpoint
  /** Sent round and round; those of a profile that `writes`, each once. */
  readonly requests: readonly Request[]
  readonly writes: boolean
}

interface Athletes {
  readonly readers: readonly Login[]
  readonly completers: readonly Login[]
  readonly sessions: number
  readonly fresh: number
}

const SEARCHES = ['bench press', 'squat', 'kreuzheben', 'curl', 'rudern', 'press', 'dumbbell row']
const EACH = 10

/** The load profiles; `cursors` are those of the feed's first pages. */
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
        Array.from({ length: Math.min(EACH, sessions) }, (_, session) =>
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
      requests: freshSessions(athletes),
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

/** Every user's first fresh session, then everybody's second: neighbours are strangers. */
function freshSessions({ completers, sessions, fresh }: Athletes): Request[] {
  return Array.from({ length: fresh }, (_, extra) =>
    completers.map((login) => {
      const id = idOf('session', login.user, sessions + extra)
      return request(sessionsApi.completeSession, login, {}, id)
    }),
  ).flat()
}

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
