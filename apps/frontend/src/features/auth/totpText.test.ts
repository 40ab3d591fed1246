import { describe, expect, it } from 'vitest'

import { codesFile, grouped } from './totpText.ts'

describe('what is kept of a second factor', () => {
  it('shows a secret in groups of four', () => {
    expect(grouped('ABCDEFGHIJKL')).toBe('ABCD EFGH IJKL')
    expect(grouped('ABCDEF')).toBe('ABCD EF')
  })

  it('puts recovery codes into a file, one on a line', async () => {
    const file = await fetch(codesFile(['AAAAA-22222', 'CCCCC-33333']))

    expect(await file.text()).toBe('FitVibe\n\nAAAAA-22222\nCCCCC-33333\n')
  })
})
