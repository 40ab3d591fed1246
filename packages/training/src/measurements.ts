import { toExactKg } from './rounding.ts'

/** Lowest and highest value of a measurement. */
interface Range {
  readonly unit: 'kg' | '%' | 'cm'
  readonly min: number
  readonly max: number
}

/** Measurements of the body. Lengths are circumferences. */
export const measurementRanges = {
  bodyWeight: { unit: 'kg', min: 20, max: 500 },
  bodyFat: { unit: '%', min: 1, max: 80 },
  neck: { unit: 'cm', min: 15, max: 100 },
  shoulders: { unit: 'cm', min: 40, max: 300 },
  chest: { unit: 'cm', min: 30, max: 300 },
  waist: { unit: 'cm', min: 30, max: 300 },
  hips: { unit: 'cm', min: 30, max: 300 },
  upperArmLeft: { unit: 'cm', min: 10, max: 100 },
  upperArmRight: { unit: 'cm', min: 10, max: 100 },
  forearmLeft: { unit: 'cm', min: 10, max: 100 },
  forearmRight: { unit: 'cm', min: 10, max: 100 },
  thighLeft: { unit: 'cm', min: 15, max: 150 },
  thighRight: { unit: 'cm', min: 15, max: 150 },
  calfLeft: { unit: 'cm', min: 10, max: 100 },
  calfRight: { unit: 'cm', min: 10, max: 100 },
} as const satisfies Readonly<Record<string, Range>>

export type MeasurementKind = keyof typeof measurementRanges

export const measurementKinds = Object.keys(measurementRanges) as [
  MeasurementKind,
  ...MeasurementKind[],
]

/** International inch (1959). */
export const CM_PER_INCH = 2.54

/** Converts inches to the centimetres that are stored. */
export const cmOf = (inches: number): number => toExactKg(inches * CM_PER_INCH)

/** Converts centimetres to inches, to 0.01: every multiple of it comes back as it was typed. */
export const inchesOf = (cm: number): number => Math.round((cm / CM_PER_INCH) * 100) / 100
