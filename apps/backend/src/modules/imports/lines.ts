const NEWLINE = 10
/** Values encoded at a time: a text of all of them would take twice their memory. */
const BATCH = 100

/** Writes values as lines of JSON, so that they can be read one at a time. */
export function toLines(head: unknown, values: readonly unknown[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [encode([head])]
  for (let at = 0; at < values.length; at += BATCH) parts.push(encode(values.slice(at, at + BATCH)))
  const bytes = new Uint8Array(parts.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const encode = (values: readonly unknown[]) =>
  Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))

/** Yields the values that `toLines` wrote, the head first. */
export function* fromLines(bytes: Uint8Array): Generator {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < buffer.length;) {
    const found = buffer.indexOf(NEWLINE, at)
    const end = found === -1 ? buffer.length : found
    yield JSON.parse(buffer.toString('utf8', at, end))
    at = end + 1
  }
}
