import { historyApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { CELLS, filesWith, READER_NAMES, READERS } from '../../../tests/security/hostile/cells.ts'
import { isLinear } from '../../../tests/security/hostile/linear.ts'
import { AppError } from '../../errors.ts'
import { parseFile } from './parseFile.service.ts'

const SHORT = 2_000

async function parse(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text)
  const now = new Date('2026-09-07T10:00:00Z')
  try {
    await parseFile({ bytes, format: null, answers: {}, timezone: 'Europe/Berlin', now })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

describe.each(READER_NAMES)('a hostile cell in a file of %s', (reader) => {
  it.each(CELLS)('of %s takes time in proportion to its length', async (_name, cell) => {
    for (const { target, file } of filesWith(reader, cell)) {
      const isFine = await isLinear((length) => parse(file(length)), SHORT)

      expect({ target, isFine }).toEqual({ target, isFine: true })
    }
  })
})

describe('a hostile text in a history of FitVibe', () => {
  const file = (text: string, key = 'title') =>
    JSON.stringify({
      format: historyApi.HISTORY_FORMAT,
      version: historyApi.HISTORY_VERSION,
      sessions: [{ id: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77', [key]: text, exercises: [] }],
    })

  it.each(CELLS)('of %s takes time in proportion to its length', async (_name, cell) => {
    for (const key of ['title', 'timezone', 'completedAt', 'x'])
      expect(await isLinear((length) => parse(file(cell(length), key)), SHORT)).toBe(true)
  })
})

/** Rows of FitNotes with a value of their own each. */
const ROWS: Record<string, (at: number) => string> = {
  exercises: (at) => `2026-01-10,Lift ${at},,,60,kgs,5,,,,,,,,`,
  notes: (at) => `2026-01-10,Squat,,,60,kgs,5,,,,,,,,${at}`,
}
/** Enough rows that a search through all rows before costs more than to read a row. */
const FEW_ROWS = 6_000

describe('a file of many rows', () => {
  it.each(Object.entries(ROWS))(
    'with different %s takes time in proportion to their number',
    async (_kind, row) => {
      const file = (length: number) =>
        [READERS.fitnotes[0], ...Array.from({ length }, (_, at) => row(at))].join('\n')

      expect(await isLinear((length) => parse(file(length)), FEW_ROWS)).toBe(true)
    },
  )
})

describe('the check of a reader', () => {
  it('reports a pattern that searches again from every character', async () => {
    const read = (length: number) => void '('.repeat(2 * length).replace(/\([^)]*\)\s*$/, '')

    expect(await isLinear(read, SHORT)).toBe(false)
  })
})
