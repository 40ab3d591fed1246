export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

/** What stands where bytes were no characters. */
export const REPLACEMENT = '\uFFFD'

/**
 * Text from the bytes of a file that does not say how it is encoded: by its byte order mark, else
 * UTF-16 where every other byte of its beginning is 0, else UTF-8, else Windows-1252, of which
 * Latin-1 is a part. A file that is UTF-8 but for some broken bytes stays UTF-8, the bytes replaced.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = marked(bytes) ?? wide(bytes)
  if (encoding) return { text: read(bytes, encoding), encoding }
  const text = read(bytes, 'utf-8')
  if (text.includes(REPLACEMENT) && !/[\u0080-\uFFFC]/.test(text))
    return { text: read(bytes, 'windows-1252'), encoding: 'windows-1252' }
  return { text, encoding: 'utf-8' }
}

function marked([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** Latin letters in UTF-16 are a 0 beside each letter. */
function wide(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 512)
  if (sample.length < 8) return undefined
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1
  const most = sample.length * 0.4
  if (zeros[1]! > most && zeros[0]! < 4) return 'utf-16le'
  return zeros[0]! > most && zeros[1]! < 4 ? 'utf-16be' : undefined
}

const read = (bytes: Uint8Array, encoding: Encoding) => new TextDecoder(encoding).decode(bytes)
