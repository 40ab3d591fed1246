/*
 * Our own SHA-256 (FIPS 180-4). The browser's is asynchronous, so 100,000 short hashes would take
 * seconds instead of a moment, and it is missing on pages served without TLS.
 */

/** A challenge of `GET /auth/captcha`. */
export interface Challenge {
  readonly challenge: string
  readonly bits: number
}

/** Finds `challenge.number` whose hash begins with `bits` zero bits. */
export function solve({ challenge, bits }: Challenge): string {
  for (let number = 0; ; number += 1) {
    const answer = `${challenge}.${number}`
    if (Math.clz32(hashPrefix(answer)) >= bits) return answer
  }
}

const BLOCK_WORDS = 16
const ROUNDS = 64

const primes = firstPrimes(ROUNDS)
const firstState = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const schedule = new Int32Array(ROUNDS)

/** The first 32 bits of the hash of an ASCII text. */
function hashPrefix(text: string): number {
  const words = padded(text)
  const state = Int32Array.from(firstState)
  for (let at = 0; at < words.length; at += BLOCK_WORDS)
    compress(state, words.subarray(at, at + BLOCK_WORDS))
  return state[0] ?? 0
}

/** The text as big-endian words, a one bit, zeros up to a whole block, and the length in bits. */
function padded(text: string): Int32Array {
  const blocks = Math.ceil((text.length + 9) / 64)
  const words = new Int32Array(blocks * BLOCK_WORDS)
  for (let i = 0; i <= text.length; i += 1) {
    const byte = i < text.length ? text.charCodeAt(i) : 0x80
    words[i >> 2] = at(words, i >> 2) | (byte << (24 - (i & 3) * 8))
  }
  words[words.length - 1] = text.length * 8
  return words
}

function compress(state: Int32Array, block: Int32Array): void {
  schedule.set(block)
  for (let i = BLOCK_WORDS; i < ROUNDS; i += 1) {
    const early = at(schedule, i - 15)
    const late = at(schedule, i - 2)
    const low = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3)
    const high = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10)
    schedule[i] = at(schedule, i - 16) + low + at(schedule, i - 7) + high
  }
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let f = at(state, 5)
  let g = at(state, 6)
  let h = at(state, 7)
  for (let i = 0; i < ROUNDS; i += 1) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first = h + (rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)) + choice
    const sum = (first + at(constants, i) + at(schedule, i)) | 0
    const second = ((rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)) + majority) | 0
    h = g
    g = f
    f = e
    e = (d + sum) | 0
    d = c
    c = b
    b = a
    a = (sum + second) | 0
  }
  add(state, [a, b, c, d, e, f, g, h])
}

function add(state: Int32Array, words: readonly number[]): void {
  for (let i = 0; i < state.length; i += 1) state[i] = at(state, i) + (words[i] ?? 0)
}

const at = (words: Int32Array, index: number): number => words[index] ?? 0

const rotateRight = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The first 32 bits of the fractional part. */
function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0
}

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate += 1)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}
