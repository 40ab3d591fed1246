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
export const decode = (bytes: Uint8Array): Decoded => decodeAs(bytes, encodingOf(bytes))

/** Like `decode`, with `\n` at the end of every line. Overwrites the bytes. */
export function decodeLines(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes)
  return decodeAs(withLineFeeds(bytes, encoding), encoding)
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = read(bytes, encoding)
  if (encoding === 'utf-8' && text.includes(REPLACEMENT) && !/[\u0080-\uFFFC]/.test(text))
    return { text: read(bytes, 'windows-1252'), encoding: 'windows-1252' }
  return { text, encoding }
}

const encodingOf = (bytes: Uint8Array): Encoding => markedEncoding(bytes) ?? utf16(bytes) ?? 'utf-8'

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

const [LINE_FEED, RETURN] = [10, 13]

/**
 * Replaces `\r\n` and `\r` by `\n`, in place: replacing them in a text takes 16 bytes for each, which
 * fills the heap if a file consists of them.
 */
function withLineFeeds(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (!bytes.includes(RETURN)) return bytes
  const width = encoding.startsWith('utf-16') ? 2 : 1
  const low = encoding === 'utf-16be' ? 1 : 0
  const isAt = (at: number, code: number) =>
    bytes[at + low] === code && (width === 1 || bytes[at + 1 - low] === 0)
  let to = 0
  for (let at = 0; at < bytes.length; at += width) {
    const isReturn = bytes[at + low] === RETURN && isAt(at, RETURN)
    if (isReturn && isAt(at + width, LINE_FEED)) continue
    bytes[to] = bytes[at]!
    if (width === 2 && at + 1 < bytes.length) bytes[to + 1] = bytes[at + 1]!
    if (isReturn) bytes[to + low] = LINE_FEED
    to += Math.min(width, bytes.length - at)
  }
  return bytes.subarray(0, to)
}

const read = (bytes: Uint8Array, encoding: Encoding) => new TextDecoder(encoding).decode(bytes)
