import { z } from 'zod'

import { cursorQuery, cursorPageOf, text, Timestamp, Username } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { AvatarUrl } from './media.ts'
import { Visibility } from './vocabulary.ts'

const usernameParams = z.strictObject({ username: Username })

const FollowStatus = z
  .enum(['requested', 'accepted'])
  .describe('`requested` until a private profile accepts')

const person = {
  username: z.string(),
  alias: z
    .string()
    .nullable()
    .describe(
      'Display name; null if not set, or for a private profile that the caller does not follow',
    ),
  avatarUrl: AvatarUrl,
  visibility: Visibility.describe('A private profile has to accept its followers'),
  follow: FollowStatus.nullable().describe(
    "The caller's follow of this athlete; null if there is none",
  ),
}

export const Person = z
  .object(person)
  .meta({ id: 'Person', description: 'An athlete, without e-mail address or id' })
export type Person = z.infer<typeof Person>

export const Profile = z
  .object({
    ...person,
    followsYou: FollowStatus.nullable().describe(
      "The athlete's follow of the caller; null if there is none",
    ),
    counts: z
      .object({
        followers: z.int().min(0).describe('The same number for every caller'),
        following: z.int().min(0).describe('The same number for every caller'),
        sessions: z.int().min(0).describe('Completed sessions that the caller may see'),
      })
      .nullable()
      .describe('Null for a private profile that the caller does not follow'),
  })
  .meta({ id: 'Profile', description: "An athlete's profile, limited to what the caller may see" })
export type Profile = z.infer<typeof Profile>

const looksUnknown = 'Suspended users and users blocked either way are not found.'

export const searchPeople = {
  method: 'GET',
  path: '/people',
  access: 'user',
  query: z.strictObject({
    q: text(2, 32).describe('Beginning of the username, in any case').meta({ example: 'ada' }),
    limit: z.coerce.number().int().min(1).max(50).default(20).describe('Maximum number of people'),
  }),
  response: z.object({ items: z.array(Person) }),
  errors: [],
  summary: 'Find people by the beginning of their username, in alphabetical order',
  description: `A private profile is found only by its whole username. ${looksUnknown}`,
} satisfies Endpoint

export const getPerson = {
  method: 'GET',
  path: '/people/:username',
  access: 'user',
  params: usernameParams,
  response: Profile,
  errors: ['NOT_FOUND'],
  summary: "Get a person's profile",
  description: looksUnknown,
} satisfies Endpoint

export const followPerson = {
  method: 'PUT',
  path: '/people/:username/follow',
  access: 'user',
  params: usernameParams,
  response: z.object({ follow: FollowStatus }),
  errors: ['NOT_FOUND', 'UNPROCESSABLE'],
  summary: 'Follow a public profile, or request to follow a private one',
  description:
    'A repeated call changes nothing, unless the profile has become public: then the request is ' +
    'accepted. Returns 422 above 2,000 follows and requests in total, or above 100 unanswered ' +
    `requests. ${looksUnknown}`,
} satisfies Endpoint

export const unfollowPerson = {
  method: 'DELETE',
  path: '/people/:username/follow',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Unfollow a person, or withdraw the request',
} satisfies Endpoint

export const blockPerson = {
  method: 'PUT',
  path: '/people/:username/block',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND', 'UNPROCESSABLE'],
  summary: 'Block a person: neither can see or follow the other',
  description:
    'Deletes follows and requests in both directions. The blocked person gets no message; to them, ' +
    'the caller looks like an unknown username.',
} satisfies Endpoint

export const unblockPerson = {
  method: 'DELETE',
  path: '/people/:username/block',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Unblock a person; follows that the block deleted do not return',
} satisfies Endpoint

export const listFollowing = {
  method: 'GET',
  path: '/users/me/following',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: cursorPageOf(Person),
  errors: [],
  summary: 'List the people that the caller follows or has requested to follow, newest first',
} satisfies Endpoint

export const listFollowers = {
  method: 'GET',
  path: '/users/me/followers',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: cursorPageOf(Person),
  errors: [],
  summary: "List the caller's followers, newest first",
} satisfies Endpoint

export const listRequests = {
  method: 'GET',
  path: '/users/me/requests',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: cursorPageOf(Person),
  errors: [],
  summary: 'List the people with an open request to follow the caller, newest first',
} satisfies Endpoint

export const acceptFollower = {
  method: 'PUT',
  path: '/users/me/followers/:username',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Accept a request to follow the caller',
  description: 'A repeated call changes nothing. A withdrawn request is not found.',
} satisfies Endpoint

export const removeFollower = {
  method: 'DELETE',
  path: '/users/me/followers/:username',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Refuse a request or remove a follower, without a message to them',
} satisfies Endpoint

export const removeFollowers = {
  method: 'DELETE',
  path: '/users/me/followers',
  access: 'user',
  errors: [],
  summary: 'Remove all followers and refuse all requests, without a message to them',
  description:
    'For a profile that turns private: followers that it had as a public profile stay otherwise.',
} satisfies Endpoint

export const BlockedPerson = z
  .object({ username: z.string(), alias: z.string().nullable(), blockedAt: Timestamp })
  .meta({ id: 'BlockedPerson', description: 'A person that the caller has blocked' })

export const listBlocked = {
  method: 'GET',
  path: '/users/me/blocked',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: cursorPageOf(BlockedPerson),
  errors: [],
  summary: 'List the people that the caller has blocked, newest first',
} satisfies Endpoint
