import { describe, expect, it } from 'vitest'

import { ApiError } from './api.ts'
import { fieldErrors, formError } from './formErrors.ts'

const refusal = new ApiError('VALIDATION_ERROR', 'Check your input.', [
  { path: 'body.title', message: 'Required.' },
])

describe('a refusal on a form', () => {
  it('lands on the fields it is about', () => {
    expect(fieldErrors(refusal)).toEqual({ title: 'Required.' })
    expect(formError(refusal, ['title'])).toBeNull()
  })

  it('stands above the form when it is about anything else', () => {
    const outage = new ApiError('UNAVAILABLE', 'Try again.')

    expect(formError(refusal, ['notes'])).toBe(refusal)
    expect(fieldErrors(outage)).toEqual({})
    expect(formError(outage, ['title'])).toBe(outage)
  })
})
