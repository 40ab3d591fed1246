import type { usersApi } from '@fitvibe/contract'

import type { ProfileChange } from './profileQueries.ts'

/** The profile as a form holds it: what is not stated is empty. */
export function draftOf(me: usersApi.Me) {
  return {
    alias: me.alias ?? '',
    preferredLang: me.preferredLang,
    timezone: me.timezone,
    unit: me.unit,
    weight: me.weight,
    fitnessLevel: me.fitnessLevel,
    trainingFrequency: me.trainingFrequency,
    dateOfBirth: me.dateOfBirth ?? '',
    gender: me.gender,
  }
}
export type Draft = ReturnType<typeof draftOf>

/** Only what differs and can be sent: each sent value would add to the history. */
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
