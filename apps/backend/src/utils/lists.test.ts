import { describe, expect, it } from 'vitest'

import { readCursor, writeCursor } from './lists.ts'

const id = '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77'

const encoded = (text: string) => Buffer.from(text).toString('base64url')

describe('writeCursor', () => {
  it.each(['2026-09-07T10:00:00.123Z', '1970-01-01T00:00:00.000Z', '1960-05-01T12:00:00.000Z'])(
    'writes a cursor at %s that readCursor reads',
    (time) => {
      const cursor = { at: new Date(time), id }

      const text = writeCursor(cursor)

      expect(text).toMatch(/^[\w-]+$/)
      expect(readCursor(text)).toEqual(cursor)
    },
  )
})

describe('readCursor', () => {
  it.each([
    ['text that is not encoded', 'nonsense'],
    ['nothing', encoded('')],
    ['an invalid time', encoded(`x_${id}`)],
    ['a time that is too long', encoded(`1234567890123456_${id}`)],
    ['an invalid id', encoded('123_not-an-id')],
    ['an id of hyphens', encoded(`123_${'-'.repeat(36)}`)],
    ['a cursor with more text after it', encoded(`123_${id}_more`)],
  ])('reads %s as the first page', (_, text) => {
    expect(readCursor(text)).toBeUndefined()
  })
})
