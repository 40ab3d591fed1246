import {
  MAX_CALORIES,
  MAX_REPS,
  MAX_REST_SECONDS,
  MAX_SESSION_SECONDS,
  MAX_SET_SECONDS,
  MAX_SETS,
} from '@fitvibe/training/limits'
import { useMemo } from 'react'

import { distanceCodec, durationCodec, effortCodec, integerCodec, loadCodec } from './codecs.ts'
import { createFormat } from './format.ts'
import { usePreferences } from './me.ts'

export function useFormat() {
  const { locale, timezone, unit } = usePreferences()
  return useMemo(() => createFormat({ locale, timezone, unit }), [locale, timezone, unit])
}

/** How the fields of a set are typed, within the limits of the API. */
export function useCodecs() {
  const { locale, unit } = usePreferences()
  return useMemo(
    () => ({
      sets: integerCodec(MAX_SETS),
      reps: integerCodec(MAX_REPS),
      load: loadCodec(unit, locale),
      kilometres: distanceCodec('km', locale),
      metres: distanceCodec('m', locale),
      durationSec: durationCodec(MAX_SET_SECONDS),
      rpe: effortCodec(1, locale),
      rir: effortCodec(0, locale),
      restSec: durationCodec(MAX_REST_SECONDS),
      calories: integerCodec(MAX_CALORIES),
      sessionSec: durationCodec(MAX_SESSION_SECONDS),
      bodyWeight: loadCodec(unit, locale, 500),
    }),
    [locale, unit],
  )
}
