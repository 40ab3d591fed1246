import { AppError } from '../errors.ts'

const DEPTH = 20
const KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Rejects values that no field accepts and that break later steps: nesting deeper than 20, NUL
 * (PostgreSQL text cannot hold it), half a surrogate pair, keys that reach a prototype.
 * @throws AppError VALIDATION_ERROR
 */
export function checkValue(value: unknown, depth = 0): void {
  if (typeof value === 'string') return checkText(value)
  if (typeof value !== 'object' || value === null) return
  if (depth >= DEPTH) throw new AppError('VALIDATION_ERROR', 'errors.tooDeep')
  for (const [key, member] of Object.entries(value)) {
    if (KEYS.has(key)) throw new AppError('VALIDATION_ERROR', 'errors.hostileKey')
    if (!Array.isArray(value)) checkText(key)
    checkValue(member, depth + 1)
  }
}

function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new AppError('VALIDATION_ERROR', 'errors.hostileText')
}
