import type { MeasurementKind } from '@fitvibe/training/measurements'

import { usePreferences } from '../../lib/me.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { measurementCodec, shownUnit, toShown } from './measurementUnits.ts'

/** Formats measurements in the athlete's units and language. */
export function useMeasurementFormat() {
  const { unit, locale } = usePreferences()
  const { number } = useFormat()
  const unitOf = (kind: MeasurementKind) => shownUnit(kind, unit)
  const shown = (kind: MeasurementKind, value: number) => toShown(kind, value, unit)
  const signed = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  return {
    unitOf,
    shown,
    codec: (kind: MeasurementKind) => measurementCodec(kind, unit, locale),
    value: (kind: MeasurementKind, value: number) =>
      `${number(shown(kind, value), 2)} ${unitOf(kind)}`,
    change: (kind: MeasurementKind, value: number | null) =>
      value === null ? '–' : `${signed.format(shown(kind, value))} ${unitOf(kind)}`,
    range: (kind: MeasurementKind, range: { min: number; max: number } | null) =>
      range === null
        ? '–'
        : `${number(shown(kind, range.min), 2)} – ${number(shown(kind, range.max), 2)} ${unitOf(kind)}`,
  }
}
