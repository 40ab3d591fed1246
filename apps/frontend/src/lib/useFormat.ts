import { sessionsApi, usersApi } from '@fitvibe/contract'
import { useMemo } from 'react'

import { bodyWeightCodec, durationCodec, integerCodec } from './codecs.ts'
import { createFormat } from './format.ts'
import { usePreferences } from './me.ts'
import { rangeOf } from './schemaForm.ts'

const completion = sessionsApi.completeSession.body.shape

export function useFormat() {
  const { locale, timezone, unit, distanceUnit } = usePreferences()
  return useMemo(
    () => createFormat({ locale, timezone, unit, distanceUnit }),
    [locale, timezone, unit, distanceUnit],
  )
}

/** Codecs for the number fields of sessions and the profile, with the contract's limits. */
export function useCodecs() {
  const { locale, unit } = usePreferences()
  return useMemo(
    () => ({
      calories: integerCodec(rangeOf(completion.calories).max),
      sessionSec: durationCodec(rangeOf(completion.durationSec).max),
      bodyWeight: bodyWeightCodec(unit, locale, rangeOf(usersApi.updateMe.body.shape.weight).max),
    }),
    [locale, unit],
  )
}
