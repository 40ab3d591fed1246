import { describe, expect, it } from 'vitest'

import { readCursor, writeCursor } from './cursor.ts'

const id = '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77'

const encoded = (text: string) => Buffer.from(text).toString('base64url')

describe('writeCursor', () => {
  it.each(['2026-09-07T10:00:00.123Z', '1970-01-01T00:00:00.000Z', '1960-05-01T12:00:00.000Z'])(
    'writes a place at %s that readCursor finds again',
    (time) => {
      const place = { at: new Date(time), id }

      const cursor = writeCursor(place)

      expect(cursor).toMatch(/^[\w-]+$/)
      expect(readCursor(cursor)).toEqual(place)
    },
  )
})

describe('readCursor', () => {
  it.each([
    ['what is not encoded', 'nonsense'],
    ['nothing', encoded('')],
    ['a time that is none', encoded(`x_${id}`)],
    ['a time that is too long', encoded(`1234567890123456_${id}`)],
    ['an id that is none', encoded('123_not-an-id')],
    ['an id of hyphens', encoded(`123_${'-'.repeat(36)}`)],
    ['a place with more behind it', encoded(`123_${id}_more`)],
  ])('takes %s for the beginning', (_, cursor) => {
    expect(readCursor(cursor)).toBeUndefined()
  })
})
