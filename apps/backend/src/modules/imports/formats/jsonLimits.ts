/** Limits of a file of JSON, for the memory of the server. An export stays far below. */
const MAX = {
  /** Objects and lists: an empty one takes 3 bytes of a file and 60 of memory. */
  objects: 1_000_000,
  depth: 20,
  /** Keys of one object. */
  keys: 200,
  /** Values in one list. */
  values: 100_000,
  /** Characters of one text. */
  characters: 20_000,
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c]
const [BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Whether JSON stays within the limits. Reads it once, before it is parsed, and expects no valid JSON. */
export function isWithinLimits(text: string): boolean {
  let objects = 0
  let depth = 0
  const keys = Array.from({ length: MAX.depth + 1 }, () => 0)
  const values = Array.from({ length: MAX.depth + 1 }, () => 0)
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfText(text, at + 1)
        if (end - at > MAX.characters) return false
        at = end
        break
      }
      case BRACE:
      case BRACKET:
        objects += 1
        depth += 1
        if (objects > MAX.objects || depth > MAX.depth) return false
        keys[depth] = 0
        values[depth] = 0
        break
      case BRACE_END:
      case BRACKET_END:
        depth = Math.max(0, depth - 1)
        break
      case COLON:
        if ((keys[depth]! += 1) > MAX.keys) return false
        break
      case COMMA:
        if ((values[depth]! += 1) > MAX.values) return false
        break
    }
  }
  return true
}

/** Returns the position of the quote that ends a text, or the end of the file. */
function endOfText(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 1
    else if (code === QUOTE) return at
  }
  return text.length
}
