import type { usersApi } from '@fitvibe/contract'

import type { ProfileChange } from './profileQueries.ts'

/** The form's values for a profile; missing texts are empty. */
export function draftOf(me: usersApi.Me) {
  return {
    alias: me.alias ?? '',
    preferredLang: me.preferredLang,
    timezone: me.timezone,
    unit: me.unit,
    distanceUnit: me.distanceUnit,
    weekStart: me.weekStart,
    weight: me.weight,
    countsBodyWeight: me.countsBodyWeight,
    fitnessLevel: me.fitnessLevel,
    trainingFrequency: me.trainingFrequency,
    dateOfBirth: me.dateOfBirth ?? '',
    gender: me.gender,
  }
}
export type Draft = ReturnType<typeof draftOf>

/** The changed fields that have a value; each field sent would add to the profile's history. */
export function changesOf(me: usersApi.Me, draft: Draft): ProfileChange {
  const before = draftOf(me)
  const changed = Object.entries(draft).filter(
    ([name, value]) => value !== before[name as keyof Draft],
  )
  const sent = changed
    .map(([name, value]) => [name, name === 'alias' && value === '' ? null : value] as const)
    .filter(([name, value]) => name === 'alias' || (value !== null && value !== ''))
  return Object.fromEntries(sent)
}
