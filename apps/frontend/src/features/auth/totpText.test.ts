import { describe, expect, it } from 'vitest'

import { codesFile, grouped } from './totpText.ts'

describe('texts of the second factor', () => {
  it('splits a secret into groups of four', () => {
    expect(grouped('ABCDEFGHIJKL')).toBe('ABCD EFGH IJKL')
    expect(grouped('ABCDEF')).toBe('ABCD EF')
  })

  it('writes recovery codes to a file, one per line', async () => {
    const file = await fetch(codesFile(['AAAAA-22222', 'CCCCC-33333']))

    expect(await file.text()).toBe('FitVibe\n\nAAAAA-22222\nCCCCC-33333\n')
  })
})
