import type { importsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { commitOf, draftOf, isAnswered } from './importDraft.ts'

const preview = {
  missing: ['unit', 'timezone'],
  timezone: 'Europe/Berlin',
} as unknown as importsApi.ImportPreview

describe('import answers', () => {
  it('are complete once all required questions are answered', () => {
    const draft = draftOf(preview, 'kg')

    expect(isAnswered(preview, draft)).toBe(false)
    expect(isAnswered(preview, { ...draft, unit: 'lb' })).toBe(true)
  })

  it('leave out facts that the file contains', () => {
    const draft = { ...draftOf(preview, 'lb'), unit: 'lb' as const, dayOrder: 'mdy' as const }

    expect(commitOf(preview, draft)).toEqual({
      unit: 'lb',
      timezone: 'Europe/Berlin',
      exercises: [],
    })
  })

  it('distinguish existing exercises, new exercises and plain names', () => {
    const exercises = { Squat: 'name', Row: 'new', Press: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' }

    expect(commitOf(preview, { ...draftOf(preview, 'kg'), exercises }).exercises).toEqual([
      { name: 'Squat', use: 'name' },
      { name: 'Row', use: 'new' },
      { name: 'Press', use: 'existing', exerciseId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' },
    ])
  })
})

describe('values in doubt', () => {
  const doubtful = {
    ...preview,
    missing: ['monthLanguage', 'undated', 'longWorkouts', 'farDistances'],
  } as unknown as importsApi.ImportPreview

  it('have to be answered, and are sent', () => {
    const draft = draftOf(doubtful, 'kg')
    const answers = {
      monthLanguage: 'pl',
      undated: 'leaveOut' as const,
      longWorkouts: 'keep' as const,
      farDistances: 'leaveOut' as const,
    }

    expect(isAnswered(doubtful, { ...draft, ...answers, farDistances: null })).toBe(false)
    expect(isAnswered(doubtful, { ...draft, ...answers })).toBe(true)
    expect(commitOf(doubtful, { ...draft, ...answers })).toEqual({ ...answers, exercises: [] })
  })

  it('leave changed sessions as they are unless the user takes them', () => {
    const draft = draftOf(preview, 'kg')
    const id = '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77'

    expect(commitOf(preview, draft)).not.toHaveProperty('takeChanges')
    expect(commitOf(preview, { ...draft, taken: [id] }).takeChanges).toEqual([id])
  })
})
