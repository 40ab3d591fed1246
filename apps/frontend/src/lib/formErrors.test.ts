import { describe, expect, it } from 'vitest'

import { ApiError } from './api.ts'
import { fieldErrors, formError } from './formErrors.ts'

const refusal = new ApiError('VALIDATION_ERROR', 'Check your input.', [
  { path: 'body.title', message: 'Required.' },
])

describe('an error of the server on a form', () => {
  it('shows at the fields it names', () => {
    expect(fieldErrors(refusal)).toEqual({ title: 'Required.' })
    expect(formError(refusal, ['title'])).toBeNull()
  })

  it('shows above the form when it names no field of the form', () => {
    const outage = new ApiError('UNAVAILABLE', 'Try again.')

    expect(formError(refusal, ['notes'])).toBe(refusal)
    expect(fieldErrors(outage)).toEqual({})
    expect(formError(outage, ['title'])).toBe(outage)
  })
})
