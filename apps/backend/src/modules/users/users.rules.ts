import { yearsBetween } from '../../utils/calendar.ts'

/** Minimum age for an account: the lowest that GDPR article 8 allows a state to set. */
const MINIMUM_AGE = 13

/** Returns whether a date of birth is plausible: not before 1900, and old enough for an account. */
export function isBirthDatePlausible(dateOfBirth: string, today: string): boolean {
  return dateOfBirth >= '1900-01-01' && yearsBetween(dateOfBirth, today) >= MINIMUM_AGE
}

/** Returns `before` with all fields of `changes` that are not undefined; null counts as a value. */
export function merge<T extends object>(
  before: T,
  changes: { [K in keyof T]?: T[K] | undefined },
): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given) }
}

export function hasChanged<T>(before: T, after: T, fields: readonly (keyof T)[]): boolean {
  return fields.some((field) => before[field] !== after[field])
}
