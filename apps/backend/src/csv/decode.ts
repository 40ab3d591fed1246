export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

/** Replaces bytes that are not a character of the encoding. */
export const REPLACEMENT = '\uFFFD'

/**
 * Decodes a file of unknown encoding. A byte order mark decides; otherwise every other byte being 0
 * means UTF-16. Everything else is UTF-8, or Windows-1252 (which includes Latin-1) if it has invalid
 * bytes and no valid character beyond ASCII. Invalid bytes of UTF-8 are replaced.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = markedEncoding(bytes) ?? utf16(bytes)
  if (encoding) return { text: read(bytes, encoding), encoding }
  const text = read(bytes, 'utf-8')
  if (text.includes(REPLACEMENT) && !/[\u0080-\uFFFC]/.test(text))
    return { text: read(bytes, 'windows-1252'), encoding: 'windows-1252' }
  return { text, encoding: 'utf-8' }
}

function markedEncoding([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** Detects UTF-16 without a mark: Latin letters have a 0 beside each letter. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 512)
  if (sample.length < 8) return undefined
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1
  const most = sample.length * 0.4
  if (zeros[1]! > most && zeros[0]! < 4) return 'utf-16le'
  return zeros[0]! > most && zeros[1]! < 4 ? 'utf-16be' : undefined
}

const read = (bytes: Uint8Array, encoding: Encoding) => new TextDecoder(encoding).decode(bytes)
