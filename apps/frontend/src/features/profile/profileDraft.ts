import type { usersApi } from '@fitvibe/contract'

import type { ProfileChange } from './profileQueries.ts'

/** The form's values for a profile; missing texts are empty. */
export function draftOf(me: usersApi.Me) {
  return {
    alias: me.alias ?? '',
    visibility: me.visibility,
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

/** Whether a field may be emptied. */
const isRemovable = (name: string) => name === 'alias'

/** The changed fields that have a value; each field sent would add to the profile's history. */
export function changesOf(me: usersApi.Me, draft: Draft): ProfileChange {
  const before = draftOf(me)
  const changed = Object.entries(draft).filter(
    ([name, value]) => value !== before[name as keyof Draft],
  )
  const sent = changed
    .map(([name, value]) => [name, isRemovable(name) && value === '' ? null : value] as const)
    .filter(([name, value]) => isRemovable(name) || (value !== null && value !== ''))
  return Object.fromEntries(sent)
}
