import type { importsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { commitOf, draftOf, isAnswered } from './importDraft.ts'

const preview = {
  missing: ['unit', 'timezone'],
  timezone: 'Europe/Berlin',
} as unknown as importsApi.ImportPreview

describe('the answers to an import', () => {
  it('are complete once what the file leaves open is said', () => {
    const draft = draftOf(preview, 'kg')

    expect(isAnswered(preview, draft)).toBe(false)
    expect(isAnswered(preview, { ...draft, unit: 'lb' })).toBe(true)
  })

  it('say nothing of what the file says itself', () => {
    const draft = { ...draftOf(preview, 'lb'), unit: 'lb' as const, dayOrder: 'mdy' as const }

    expect(commitOf(preview, draft)).toEqual({
      unit: 'lb',
      timezone: 'Europe/Berlin',
      exercises: [],
    })
  })

  it('tell exercises there are from new ones and names', () => {
    const exercises = { Squat: 'name', Row: 'new', Press: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' }

    expect(commitOf(preview, { ...draftOf(preview, 'kg'), exercises }).exercises).toEqual([
      { name: 'Squat', use: 'name' },
      { name: 'Row', use: 'new' },
      { name: 'Press', use: 'existing', exerciseId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' },
    ])
  })
})
