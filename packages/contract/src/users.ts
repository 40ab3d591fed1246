import { z } from 'zod'

import {
  Day,
  hundredths,
  Id,
  idParams,
  pageOf,
  pagedQuery,
  text,
  Timestamp,
  Timezone,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { AvatarUrl } from './media.ts'
import {
  AccountStatus,
  DistanceUnit,
  FitnessLevel,
  Gender,
  Language,
  Role,
  TrainingFrequency,
  Unit,
  Visibility,
  WeekStart,
} from './vocabulary.ts'

const Weight = hundredths(20, 500).describe('Body weight, kg').meta({ example: 72.5 })

const OnLeaderboard = z
  .boolean()
  .describe(
    'True to take part in the leaderboard: participating followers see name and points, and vice versa',
  )

const CountsBodyWeight = z
  .boolean()
  .describe('True to count body weight in the volume and e1RM of pull-ups, dips and push-ups')

/** Profile fields that change over time; each change adds a history row. */
const state = {
  weight: Weight.nullable(),
  unit: Unit,
  fitnessLevel: FitnessLevel.nullable(),
  trainingFrequency: TrainingFrequency.nullable(),
}

export const Me = z
  .object({
    id: Id,
    username: z.string(),
    email: z.string(),
    emailRefusedAt: Timestamp.nullable().describe(
      'When the mail server of the address refused a mail for good; null once an address is verified again',
    ),
    role: Role,
    alias: z.string().nullable().describe('Name shown instead of the username'),
    preferredLang: Language,
    timezone: Timezone,
    weekStart: WeekStart,
    distanceUnit: DistanceUnit,
    visibility: Visibility.describe(
      'Who may see the profile. Anybody can follow a public one and then sees what is shared with ' +
        'followers; a private one has to accept followers',
    ),
    onLeaderboard: OnLeaderboard,
    countsBodyWeight: CountsBodyWeight,
    dateOfBirth: Day.nullable(),
    gender: Gender.nullable(),
    ...state,
    avatarUrl: AvatarUrl,
    createdAt: Timestamp,
  })
  .meta({ id: 'Me', description: "The user's own profile" })
export type Me = z.infer<typeof Me>

export const getMe = {
  method: 'GET',
  path: '/users/me',
  access: 'user',
  holdsSecret: true,
  response: Me,
  errors: [],
  summary: "Get the user's profile",
} satisfies Endpoint

export const updateMe = {
  method: 'PUT',
  path: '/users/me',
  access: 'user',
  holdsSecret: true,
  body: z
    .strictObject({
      alias: text(1, 64).nullable(),
      fitnessLevel: FitnessLevel,
      trainingFrequency: TrainingFrequency,
      weight: Weight,
      unit: Unit,
      preferredLang: Language,
      timezone: Timezone,
      weekStart: WeekStart,
      distanceUnit: DistanceUnit,
      visibility: Visibility,
      onLeaderboard: OnLeaderboard,
      countsBodyWeight: CountsBodyWeight,
      dateOfBirth: Day.describe('Set once; it cannot be changed afterwards'),
      gender: Gender.describe('Set once; it cannot be changed afterwards'),
    })
    .partial(),
  response: Me,
  errors: ['CONFLICT', 'UNPROCESSABLE'],
  summary: "Update the user's profile",
  description:
    'Changes only the fields sent. A change of weight, unit, level or frequency adds a row to the ' +
    'history. The weight is the latest body weight of `GET /measurements`; a changed one becomes that ' +
    'of today. Date of birth and gender can be set once; another value is a conflict. A ' +
    'profile that turns public accepts its open requests; if it turns private, followers stay until ' +
    '`DELETE /users/me/followers` removes them.',
} satisfies Endpoint

export const StateSnapshot = z
  .object({ id: Id, ...state, recordedAt: Timestamp })
  .meta({ id: 'StateSnapshot', description: 'Body data and level at a point in time' })

export const listMyHistory = {
  method: 'GET',
  path: '/users/me/history',
  access: 'user',
  query: z.strictObject(pagedQuery),
  response: pageOf(StateSnapshot),
  errors: [],
  summary: "List the history of the user's profile, newest first",
} satisfies Endpoint

export const Account = z
  .object({
    id: Id,
    username: z.string(),
    status: AccountStatus,
    role: Role,
    email: z
      .string()
      .nullable()
      .describe('The verified address, masked')
      .meta({ example: 'a***@example.org' }),
    createdAt: Timestamp,
  })
  .meta({ id: 'Account', description: 'An account, as administrators see it' })
export type Account = z.infer<typeof Account>

export const listAccounts = {
  method: 'GET',
  path: '/admin/users',
  access: 'admin',
  query: z.strictObject({
    ...pagedQuery,
    q: text(1, 254)
      .optional()
      .describe('Start of a username or verified address, or an id')
      .meta({ example: 'ada' }),
    status: AccountStatus.optional(),
  }),
  response: pageOf(Account),
  errors: [],
  summary: 'Search accounts, newest first',
} satisfies Endpoint

export const getAccount = {
  method: 'GET',
  path: '/admin/users/:id',
  access: 'admin',
  params: idParams,
  response: Account,
  errors: ['NOT_FOUND'],
  summary: 'Get an account',
} satisfies Endpoint

export const suspendAccount = {
  method: 'POST',
  path: '/admin/users/:id/suspend',
  access: 'admin',
  params: idParams,
  body: z.strictObject({
    reason: text(1, 500)
      .describe('For the audit log, which outlives the account; enter no names')
      .meta({ example: 'Spam in public sessions' }),
  }),
  response: Account,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Suspend an active account: end its logins and hide its shared content',
  description: 'Administrators cannot suspend themselves.',
} satisfies Endpoint

export const reinstateAccount = {
  method: 'POST',
  path: '/admin/users/:id/reinstate',
  access: 'admin',
  params: idParams,
  response: Account,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Reactivate a suspended account',
} satisfies Endpoint
