import {
  MAX_DISTANCE_M,
  MAX_HELP_KG,
  MAX_LOAD_KG,
  MAX_REPS,
  MAX_SET_SECONDS,
} from '@fitvibe/training/limits'
import { KG_PER_LB } from '@fitvibe/training/units'

import { readQuantity, readText, reject, type Cells } from '../../../csv/cells.ts'

export type WeightUnit = 'kg' | 'lb'
export type DistanceUnit = 'm' | 'km' | 'mi' | 'yd' | 'ft' | 'cm' | 'in'

/** International pound and yard (1959). */
export const KG: Readonly<Record<WeightUnit, number>> = { kg: 1, lb: KG_PER_LB }
export const METRES: Readonly<Record<DistanceUnit, number>> = {
  m: 1,
  km: 1_000,
  mi: 1_609.344,
  yd: 0.9144,
  ft: 0.3048,
  cm: 0.01,
  in: 0.0254,
}

/** The largest values of a set, as in the contract. */
export const MAX = {
  load: MAX_LOAD_KG,
  help: MAX_HELP_KG,
  reps: MAX_REPS,
  metres: MAX_DISTANCE_M,
  seconds: MAX_SET_SECONDS,
}

export function toWeightUnit(text: string): WeightUnit | undefined {
  if (text === '') return undefined
  if (/^(?:kgs?|kilograms?|kilogramm)\.?$/i.test(text.trim())) return 'kg'
  return /^(?:lbs?|pounds?|pfund)\.?$/i.test(text.trim()) ? 'lb' : undefined
}

const DISTANCE_UNITS: Readonly<Record<DistanceUnit, RegExp>> = {
  m: /^(?:m|meters?|metres?|meter)\.?$/i,
  km: /^(?:kms?|kilometers?|kilometres?|kilometer)\.?$/i,
  mi: /^(?:mi|miles?|meilen?)\.?$/i,
  yd: /^(?:yds?|yards?)\.?$/i,
  ft: /^(?:ft|feet|foot)\.?$/i,
  cm: /^(?:cms?|centimet(?:er|re)s?|zentimeter)\.?$/i,
  in: /^(?:in|inch(?:es)?|zoll)\.?$/i,
}

export function toDistanceUnit(text: string): DistanceUnit | undefined {
  if (text === '') return undefined
  const units = Object.entries(DISTANCE_UNITS) as [DistanceUnit, RegExp][]
  return units.find(([, names]) => names.test(text.trim()))?.[0]
}

/** Matches the number 0, which apps write for "none". */
const ZERO = /^[+-]?0*(?:[.,]0*)?$/

/** Reads the unit of a row. Rejects an unknown unit, unless the row has no value in it. */
export function readUnit<Name extends string, Unit>(
  at: Cells<Name>,
  name: Name,
  { of: valueName, toUnit }: { of: Name; toUnit: (text: string) => Unit | undefined },
): Unit | null {
  const text = readText(at, name)
  const unit = toUnit(text)
  const value = readText(at, valueName)
  if (unit === undefined && text !== '' && value !== '-' && !ZERO.test(value))
    reject(at, 'unit', text)
  return unit ?? null
}

/**
 * Reads a weight, below 0 if it is help; null for 0, which apps write for "not measured". Without a unit, only weights that
 * are too heavy in pounds are rejected here; the rest is checked once the unit is known.
 */
export const readWeight = <Name extends string>(
  at: Cells<Name>,
  name: Name,
  unit: WeightUnit | null,
): number | null => {
  const kg = KG[unit ?? 'lb']
  return readQuantity(at, name, MAX.load / kg, -MAX.help / kg) || null
}

/** Reads a distance; null for 0. Without a unit, it is checked in metres, the shortest answer. */
export const readDistance = <Name extends string>(
  at: Cells<Name>,
  name: Name,
  unit: DistanceUnit | null,
): number | null => readQuantity(at, name, MAX.metres / METRES[unit ?? 'm']) || null

export function readReps<Name extends string>(at: Cells<Name>, name: Name): number | null {
  const value = readQuantity(at, name, MAX.reps)
  return value === null || Number.isInteger(value) ? value : reject(at, 'reps', readText(at, name))
}
