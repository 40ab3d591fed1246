import { z } from 'zod'

import {
  Day,
  hundredths,
  Id,
  Language,
  pageOf,
  pageQuery,
  text,
  Timestamp,
  Timezone,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { FitnessLevel, Gender, Role, TrainingFrequency, Unit, Visibility } from './vocabulary.ts'

const Weight = hundredths(20, 500).describe('Body weight, kg').meta({ example: 72.5 })

const AvatarUrl = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(2048)
  .describe('Picture, https')

/** What changes over time; each change is one row of the history. */
const state = {
  weight: Weight.nullable(),
  unit: Unit,
  fitnessLevel: FitnessLevel.nullable(),
  trainingFrequency: TrainingFrequency.nullable(),
  avatarUrl: AvatarUrl.nullable(),
}

export const Me = z
  .object({
    id: Id,
    username: z.string(),
    email: z.string(),
    role: Role,
    alias: z.string().nullable().describe('Name shown instead of the username'),
    preferredLang: Language,
    timezone: Timezone,
    visibility: Visibility.describe('Who may see the profile'),
    dateOfBirth: Day.nullable(),
    gender: Gender.nullable(),
    ...state,
    createdAt: Timestamp,
  })
  .meta({ id: 'Me', description: "The caller's own profile" })
export type Me = z.infer<typeof Me>

export const getMe = {
  method: 'GET',
  path: '/users/me',
  access: 'user',
  response: Me,
  errors: [],
  summary: "Get the caller's profile",
} satisfies Endpoint

export const updateMe = {
  method: 'PUT',
  path: '/users/me',
  access: 'user',
  body: z
    .strictObject({
      alias: text(1, 64).nullable(),
      avatarUrl: AvatarUrl.nullable(),
      fitnessLevel: FitnessLevel,
      trainingFrequency: TrainingFrequency,
      weight: Weight,
      unit: Unit,
      preferredLang: Language,
      timezone: Timezone,
      visibility: Visibility,
      dateOfBirth: Day.describe('Set once; it cannot be changed afterwards'),
      gender: Gender.describe('Set once; it cannot be changed afterwards'),
    })
    .partial(),
  response: Me,
  errors: ['CONFLICT', 'UNPROCESSABLE'],
  summary: "Change the caller's profile",
  description:
    'Only the fields sent change. A change of weight, unit, level, frequency or picture adds a ' +
    'row to the history. Date of birth and gender are set once: another value is a conflict.',
} satisfies Endpoint

export const StateSnapshot = z
  .object({ id: Id, ...state, recordedAt: Timestamp })
  .meta({ id: 'StateSnapshot', description: 'The changeable part of the profile at a time' })

export const listMyHistory = {
  method: 'GET',
  path: '/users/me/history',
  access: 'user',
  query: z.strictObject(pageQuery),
  response: pageOf(StateSnapshot),
  errors: [],
  summary: "List the caller's profile as it was over time, newest first",
} satisfies Endpoint
