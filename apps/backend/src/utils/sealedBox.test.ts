import { randomBytes, randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { type Keys, seal, unseal } from './sealedBox.ts'

const newKey = () => randomBytes(32).toString('base64url')
const keys: Keys = [newKey()]
const owner = randomUUID()

describe('a sealed value', () => {
  it('opens to the same value and is different each time', () => {
    const [box, again] = [seal(keys, owner, 'geheim ✓'), seal(keys, owner, 'geheim ✓')]

    expect(unseal(keys, owner, box)).toBe('geheim ✓')
    expect(box.equals(again)).toBe(false)
    expect(box.includes('geheim')).toBe(false)
  })

  it('opens with its old key next to a newer one', () => {
    const box = seal(keys, owner, 'geheim')

    expect(unseal([newKey(), ...keys], owner, box)).toBe('geheim')
  })

  it.each([
    ['another key', (box: Buffer) => unseal([newKey(), newKey()], owner, box)],
    ['another owner', (box: Buffer) => unseal(keys, randomUUID(), box)],
    ['a changed byte', (box: Buffer) => unseal(keys, owner, flipped(box))],
    ['a missing end', (box: Buffer) => unseal(keys, owner, box.subarray(0, -1))],
  ])('does not open with %s', (_, open) => {
    expect(open(seal(keys, owner, 'geheim'))).toBeUndefined()
  })
})

function flipped(box: Buffer): Buffer {
  const copy = Buffer.from(box)
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
  return copy
}
