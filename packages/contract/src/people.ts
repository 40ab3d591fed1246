import { z } from 'zod'

import { cursorQuery, stretchOf, text, Timestamp, Username } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Visibility } from './vocabulary.ts'

const usernameParams = z.strictObject({ username: Username })

const FollowStatus = z
  .enum(['requested', 'accepted'])
  .describe('Requested until a private profile has accepted')

const person = {
  username: z.string(),
  alias: z
    .string()
    .nullable()
    .describe('Name shown instead of the username; null for a private profile one does not follow'),
  visibility: Visibility.describe('A private profile is followed by request'),
  follow: FollowStatus.nullable().describe('Whether the caller follows; null if not'),
}

export const Person = z
  .object(person)
  .meta({ id: 'Person', description: 'Another athlete; e-mail addresses and ids never show' })
export type Person = z.infer<typeof Person>

export const Profile = z
  .object({
    ...person,
    followsYou: FollowStatus.nullable().describe('Whether they follow the caller, or ask to'),
    counts: z
      .object({
        followers: z.int().min(0),
        following: z.int().min(0),
        sessions: z.int().min(0).describe('Completed ones the caller may see'),
      })
      .nullable()
      .describe('Null for a private profile one does not follow'),
  })
  .meta({ id: 'Profile', description: 'Another athlete, as far as the caller may see' })
export type Profile = z.infer<typeof Profile>

const looksUnknown = 'Somebody who is suspended, or blocked either way, is not found.'

export const searchPeople = {
  method: 'GET',
  path: '/people',
  access: 'user',
  query: z.strictObject({
    q: text(2, 32).describe('How a username begins').meta({ example: 'ada' }),
    limit: z.coerce.number().int().min(1).max(50).default(20).describe('People at most'),
  }),
  response: z.object({ items: z.array(Person) }),
  errors: [],
  summary: 'Find people by how their username begins, in its order',
  description: `A private profile is found by its whole username only. ${looksUnknown}`,
} satisfies Endpoint

export const getPerson = {
  method: 'GET',
  path: '/people/:username',
  access: 'user',
  params: usernameParams,
  response: Profile,
  errors: ['NOT_FOUND'],
  summary: 'Get the profile of a person',
  description: looksUnknown,
} satisfies Endpoint

export const followPerson = {
  method: 'PUT',
  path: '/people/:username/follow',
  access: 'user',
  params: usernameParams,
  response: z.object({ follow: FollowStatus }),
  errors: ['NOT_FOUND', 'UNPROCESSABLE'],
  summary: 'Follow a public profile, or ask a private one to accept',
  description:
    'Repeated, it changes nothing. One can follow 2,000 people, and have asked 100 who have not ' +
    `answered yet; beyond that it is 422. ${looksUnknown}`,
} satisfies Endpoint

export const unfollowPerson = {
  method: 'DELETE',
  path: '/people/:username/follow',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Follow a person no longer, or withdraw the request',
} satisfies Endpoint

export const blockPerson = {
  method: 'PUT',
  path: '/people/:username/block',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND', 'UNPROCESSABLE'],
  summary: 'Block a person: neither sees or follows the other from then on',
  description:
    'Follows and requests end in both directions. The other is not told: to them, the caller looks ' +
    'like somebody who is not there.',
} satisfies Endpoint

export const unblockPerson = {
  method: 'DELETE',
  path: '/people/:username/block',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Take a block back; follows that it ended stay ended',
} satisfies Endpoint

export const listFollowing = {
  method: 'GET',
  path: '/users/me/following',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: stretchOf(Person),
  errors: [],
  summary: 'List whom the caller follows or asks to, the latest first',
} satisfies Endpoint

export const listFollowers = {
  method: 'GET',
  path: '/users/me/followers',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: stretchOf(Person),
  errors: [],
  summary: "List the caller's followers, the latest first",
} satisfies Endpoint

export const listRequests = {
  method: 'GET',
  path: '/users/me/requests',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: stretchOf(Person),
  errors: [],
  summary: 'List who asks to follow the caller, the latest first',
} satisfies Endpoint

export const acceptFollower = {
  method: 'PUT',
  path: '/users/me/followers/:username',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Accept a request to follow the caller',
  description: 'Repeated, it changes nothing. A request that was withdrawn is not found.',
} satisfies Endpoint

export const removeFollower = {
  method: 'DELETE',
  path: '/users/me/followers/:username',
  access: 'user',
  params: usernameParams,
  errors: ['NOT_FOUND'],
  summary: 'Refuse a request, or remove a follower; they are not told',
} satisfies Endpoint

export const BlockedPerson = z
  .object({ username: z.string(), alias: z.string().nullable(), blockedAt: Timestamp })
  .meta({ id: 'BlockedPerson', description: 'Somebody the caller has blocked' })

export const listBlocked = {
  method: 'GET',
  path: '/users/me/blocked',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: stretchOf(BlockedPerson),
  errors: [],
  summary: 'List whom the caller has blocked, the latest first',
} satisfies Endpoint
