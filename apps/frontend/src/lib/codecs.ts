import type { DistanceUnit } from '@fitvibe/contract'

import { metresPer } from './distances.ts'
import { formatDuration, parseDuration } from './durations.ts'
import { parseDecimal, plainNumber } from './numbers.ts'
import type { Range } from './schemaForm.ts'
import { bodyWeightFromKg, fromKg, round, toKg, type Unit } from './units.ts'

/** Converts between a value of the API and the text of a field; `parse` returns undefined if it cannot. */
export interface Codec {
  readonly parse: (text: string) => number | null | undefined
  readonly format: (value: number | null) => string
  readonly inputMode: 'numeric' | 'decimal'
}

export function integerCodec(max: number): Codec {
  return {
    parse: within(0, max, (text) => (/[.,]/.test(text) ? undefined : parseDecimal(text))),
    format: (value) => (value === null ? '' : String(value)),
    inputMode: 'numeric',
  }
}

/** A load; below 0, where `min` allows it, it is help. */
export function loadCodec(unit: Unit, locale: string, max: number, min = 0): Codec {
  return {
    parse: within(min, max, (text) => mapNumber(parseDecimal(text), (mass) => toKg(mass, unit))),
    format: (kg) => (kg === null ? '' : plainNumber(fromKg(kg, unit), locale)),
    inputMode: 'decimal',
  }
}

export function bodyWeightCodec(unit: Unit, locale: string, max: number): Codec {
  return {
    ...loadCodec(unit, locale, max),
    format: (kg) => (kg === null ? '' : plainNumber(bodyWeightFromKg(kg, unit), locale)),
  }
}

/** Metres, shown as kilometres or miles for running and cycling and as metres for carries. */
export function distanceCodec(shown: DistanceUnit | 'm', locale: string, max: number): Codec {
  const factor = shown === 'm' ? 1 : metresPer(shown)
  return {
    parse: within(0, max, (text) =>
      mapNumber(parseDecimal(text), (distance) => round(distance * factor, 2)),
    ),
    format: (metres) => (metres === null ? '' : plainNumber(metres / factor, locale, 3)),
    inputMode: 'decimal',
  }
}

export function durationCodec(max: number): Codec {
  return {
    parse: within(0, max, parseDuration),
    format: (seconds) => (seconds === null ? '' : formatDuration(seconds)),
    inputMode: 'numeric',
  }
}

/** RPE or RIR, in halves. */
export function effortCodec({ min, max }: Range, locale: string): Codec {
  return {
    parse: within(min, max, (text) =>
      mapNumber(parseDecimal(text), (effort) => Math.round(effort * 2) / 2),
    ),
    format: (effort) => (effort === null ? '' : plainNumber(effort, locale)),
    inputMode: 'decimal',
  }
}

type Parse = Codec['parse']

function within(min: number, max: number, parse: Parse): Parse {
  return (text) => {
    const value = parse(text)
    return typeof value === 'number' && (value < min || value > max) ? undefined : value
  }
}

function mapNumber(value: number | null | undefined, change: (value: number) => number) {
  return typeof value === 'number' ? change(value) : value
}
