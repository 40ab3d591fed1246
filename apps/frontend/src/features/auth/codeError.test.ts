import { describe, expect, it } from 'vitest'

import { ApiError } from '../../lib/api.ts'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { codeError } from './codeError.ts'

describe('a refusal of a code', () => {
  it('stands at the field of the code and nowhere else', () => {
    const error = codeError(new ApiError('TOTP_REQUIRED', 'The code is wrong.'))

    expect(fieldErrors(error!)).toEqual({ code: 'The code is wrong.' })
    expect(formError(error, ['code'])).toBeNull()
  })

  it('leaves what is about anything else above the form', () => {
    const error = new ApiError('AUTH_INVALID_CREDENTIALS', 'The password is wrong.')

    expect(codeError(error)).toBe(error)
    expect(codeError(null)).toBeNull()
  })
})
