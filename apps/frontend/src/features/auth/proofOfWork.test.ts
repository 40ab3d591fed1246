import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { solve } from './proofOfWork.ts'

const zeroBits = (text: string) =>
  Math.clz32(createHash('sha256').update(text).digest().readUInt32BE())

/** The same search on Node's SHA-256. */
function solveByNode(challenge: string, bits: number): string {
  let number = 0
  while (zeroBits(`${challenge}.${number}`) < bits) number += 1
  return `${challenge}.${number}`
}

describe('solve', () => {
  it('finds the same answer as a standard SHA-256 for challenges of any length', () => {
    for (let length = 1; length <= 130; length += 1) {
      const challenge = 'Az09~-_'.repeat(19).slice(0, length)

      expect(solve({ challenge, bits: 6 })).toBe(solveByNode(challenge, 6))
    }
  })

  it('solves a challenge of the server', () => {
    const challenge = `${'x'.repeat(22)}~1789000000~${'y'.repeat(43)}`

    const answer = solve({ challenge, bits: 16 })

    expect(answer).toMatch(/^x{22}~1789000000~y{43}\.[A-Za-z0-9]{1,32}$/)
    expect(zeroBits(answer)).toBeGreaterThanOrEqual(16)
  })
})
