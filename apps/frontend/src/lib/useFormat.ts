import { sessionsApi, usersApi, workApi } from '@fitvibe/contract'
import { useMemo } from 'react'

import {
  bodyWeightCodec,
  distanceCodec,
  durationCodec,
  effortCodec,
  integerCodec,
  loadCodec,
} from './codecs.ts'
import { createFormat } from './format.ts'
import { usePreferences } from './me.ts'
import { rangeOf } from './schemaForm.ts'

const set = workApi.Work.shape
const completion = sessionsApi.completeSession.body.shape

export function useFormat() {
  const { locale, timezone, unit, distanceUnit } = usePreferences()
  return useMemo(
    () => createFormat({ locale, timezone, unit, distanceUnit }),
    [locale, timezone, unit, distanceUnit],
  )
}

/** Codecs for the number fields of sets, sessions and the profile, with the contract's limits. */
export function useCodecs() {
  const { locale, unit, distanceUnit } = usePreferences()
  return useMemo(
    () => ({
      sets: integerCodec(rangeOf(set.sets).max),
      reps: integerCodec(rangeOf(set.reps).max),
      load: loadCodec(unit, locale, rangeOf(set.load).max, rangeOf(set.load).min),
      road: distanceCodec(distanceUnit, locale, rangeOf(set.distance).max),
      metres: distanceCodec('m', locale, rangeOf(set.distance).max),
      durationSec: durationCodec(rangeOf(set.durationSec).max),
      rpe: effortCodec(rangeOf(set.rpe), locale),
      rir: effortCodec(rangeOf(set.rir), locale),
      restSec: durationCodec(rangeOf(set.restSec).max),
      calories: integerCodec(rangeOf(completion.calories).max),
      sessionSec: durationCodec(rangeOf(completion.durationSec).max),
      bodyWeight: bodyWeightCodec(unit, locale, rangeOf(usersApi.updateMe.body.shape.weight).max),
    }),
    [locale, unit, distanceUnit],
  )
}
