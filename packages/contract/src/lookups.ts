import { z } from 'zod'

import type { Endpoint } from './endpoint.ts'
import { Language } from './vocabulary.ts'

/** The vocabularies of the API, by the names of their tables and fields. */
export const LookupName = z.enum([
  'roles',
  'accountStatuses',
  'genders',
  'fitnessLevels',
  'contactTypes',
  'trainingFreq',
  'visibilities',
  'sessionVisibilities',
  'sessionStatuses',
  'adherenceStatuses',
  'exerciseCategories',
  'metrics',
  'setTypes',
  'muscles',
  'equipment',
  'measurementKinds',
  'recordKinds',
  'pointSources',
  'badgeTypes',
  'reportReasons',
  'units',
  'distanceUnits',
  'weekStarts',
])
export type LookupName = z.infer<typeof LookupName>

export const Lookup = z
  .object({
    code: z.string().describe('As in all other answers').meta({ example: 'lower_back' }),
    description: z.string().describe("In the caller's language").meta({ example: 'Lower back' }),
  })
  .meta({ id: 'Lookup', description: 'A code with its description' })

export const listLookups = {
  method: 'GET',
  path: '/lookups',
  access: 'public',
  personal: true,
  hasEtag: true,
  response: z.object({
    language: Language,
    lookups: z.record(LookupName, z.array(Lookup)),
  }),
  errors: [],
  summary: "List all codes of the API with their descriptions in the caller's language",
  description:
    'Changes only with the version of the server: repeat the `ETag` as `If-None-Match`, and get 304 while ' +
    'nothing has changed. The language is that of `?lang=`, `Accept-Language` or the profile.',
} satisfies Endpoint
