import { describe, expect, it } from 'vitest'

import { preview } from '../../../tests/importing.ts'
import { READER_NAMES, READERS, type Reader } from '../../../tests/security/hostile/cells.ts'
import { useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

const ALPHA = '"Legs"\n"2026-01-10 18:00 h";"1:00 hr"\n'

/** A file with one row of an exercise, and one of Squat on the same day. */
const fileOf = (reader: Reader, name: string): string => {
  const [heading, row] = READERS[reader]
  if (reader !== 'alphaprogression') return [heading, row.replace('Squat', name), row].join('\n')
  const exercises = [name, 'Squat'].map(
    (called, at) => `"${at + 1}. ${called} · Barbell · 5 reps"\n${heading}\n${row}`,
  )
  return ALPHA + exercises.join('\n')
}

describe.each(READER_NAMES)('a row of %s', (reader) => {
  it.each([
    ['empty', ''],
    ['of zero-width spaces', '\u200b\u200b'],
    ['of a Hangul filler', '\u3164'],
    ['of soft hyphens and spaces', '\u00ad \u00ad'],
  ])('is left out and reported if the name of its exercise is %s', async (_, name) => {
    const shown = await preview(await app.newAthlete(), fileOf(reader, name))

    expect(shown.problems).toMatchObject([{ code: 'exercise', isLeftOut: true }])
    expect(shown).toMatchObject({ workouts: 1, sets: 1, problemCount: 1 })
  })
})
