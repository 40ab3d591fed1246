import type { usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { changesOf, draftOf } from './profileDraft.ts'

const me = {
  alias: 'Ada',
  visibility: 'private',
  preferredLang: 'en',
  timezone: 'UTC',
  unit: 'kg',
  distanceUnit: 'km',
  weekStart: 'monday',
  weight: 70,
  fitnessLevel: null,
  trainingFrequency: null,
  dateOfBirth: null,
  gender: null,
} as usersApi.Me

describe('changesOf', () => {
  it('is empty for an unchanged form', () => {
    expect(changesOf(me, draftOf(me))).toEqual({})
  })

  it('has the changed fields, and null for an emptied alias', () => {
    const draft = { ...draftOf(me), alias: '', weight: 71.5, gender: 'female' as const }

    expect(changesOf(me, draft)).toEqual({ alias: null, weight: 71.5, gender: 'female' })
  })

  it('has the visibility', () => {
    const draft = { ...draftOf(me), visibility: 'public' as const }

    expect(changesOf(me, draft)).toEqual({ visibility: 'public' })
  })

  it('never sends an emptied weight', () => {
    expect(changesOf(me, { ...draftOf(me), weight: null })).toEqual({})
  })
})
