import { randomBytes, randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { seal, unseal } from './sealedBox.ts'

const key = randomBytes(32).toString('base64url')
const owner = randomUUID()

describe('a sealed value', () => {
  it('comes out as it went in, and looks different each time', () => {
    const [box, again] = [seal(key, owner, 'geheim ✓'), seal(key, owner, 'geheim ✓')]

    expect(unseal(key, owner, box)).toBe('geheim ✓')
    expect(box.equals(again)).toBe(false)
    expect(box.includes('geheim')).toBe(false)
  })

  it.each([
    ['another key', (box: Buffer) => unseal(randomBytes(32).toString('base64url'), owner, box)],
    ['another owner', (box: Buffer) => unseal(key, randomUUID(), box)],
    ['a changed byte', (box: Buffer) => unseal(key, owner, flipped(box))],
    ['a missing end', (box: Buffer) => unseal(key, owner, box.subarray(0, -1))],
  ])('does not open with %s', (_, open) => {
    expect(() => open(seal(key, owner, 'geheim'))).toThrow(/authenticate/)
  })
})

function flipped(box: Buffer): Buffer {
  const copy = Buffer.from(box)
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}
