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
      sets: integerCodec(100),
      reps: integerCodec(10_000),
      load: loadCodec(unit, locale),
      kilometres: distanceCodec('km', locale),
      metres: distanceCodec('m', locale),
      durationSec: durationCodec(604_800),
      rpe: effortCodec(1, locale),
      rir: effortCodec(0, locale),
      restSec: durationCodec(7_200),
      calories: integerCodec(20_000),
      sessionSec: durationCodec(172_800),
      bodyWeight: loadCodec(unit, locale, 500),
    }),
    [locale, unit],
  )
}
