import {
  cmOf,
  inchesOf,
  type MeasurementKind,
  measurementRanges,
} from '@fitvibe/training/measurements'

import type { Codec } from '../../lib/codecs.ts'
import { parseDecimal, plainNumber } from '../../lib/numbers.ts'
import { fromKg, round, toKg, type Unit } from '../../lib/units.ts'

/** The unit in which a kind is shown: an athlete who weighs in pounds measures in inches. */
export function shownUnit(kind: MeasurementKind, unit: Unit): 'kg' | 'lb' | '%' | 'cm' | 'in' {
  const stored = measurementRanges[kind].unit
  if (unit === 'kg' || stored === '%') return stored
  return stored === 'kg' ? 'lb' : 'in'
}

/** Converts a value, or a change of it, for display: to 0.01 of the unit. */
export function toShown(kind: MeasurementKind, value: number, unit: Unit): number {
  const shown = shownUnit(kind, unit)
  if (shown === 'lb') return fromKg(value, 'lb')
  return shown === 'in' ? inchesOf(value) : round(value, 2)
}

/** Converts a typed value for storage. Every hundredth of a unit comes back as it was typed. */
function toStored(kind: MeasurementKind, value: number, unit: Unit): number {
  const shown = shownUnit(kind, unit)
  if (shown === 'lb') return toKg(value, 'lb')
  const hundredths = round(value, 2)
  return shown === 'in' ? cmOf(hundredths) : hundredths
}

/** The text of a field; values outside the range of the kind do not parse. */
export function measurementCodec(kind: MeasurementKind, unit: Unit, locale: string): Codec {
  const { min, max } = measurementRanges[kind]
  return {
    parse: (text) => {
      const typed = parseDecimal(text)
      if (typeof typed !== 'number') return typed
      const value = toStored(kind, typed, unit)
      return value < min || value > max ? undefined : value
    },
    format: (value) => (value === null ? '' : plainNumber(toShown(kind, value, unit), locale)),
    inputMode: 'decimal',
  }
}
