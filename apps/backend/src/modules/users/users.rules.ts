import { yearsBetween } from '../../utils/calendar.ts'

/** Youngest age at which an account may be held: the lowest GDPR article 8 lets a state set. */
const MINIMUM_AGE = 13

/** Whether someone born then can have an account today: not before 1900, and old enough. */
export function isBirthDatePlausible(dateOfBirth: string, today: string): boolean {
  return dateOfBirth >= '1900-01-01' && yearsBetween(dateOfBirth, today) >= MINIMUM_AGE
}

/** `before` with every field that `changes` gives a value, null included. */
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
