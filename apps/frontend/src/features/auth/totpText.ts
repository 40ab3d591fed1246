/** A secret in groups of four, to be typed without losing one's place. */
export function grouped(secret: string): string {
  return secret.replaceAll(/.{4}(?=.)/g, '$& ')
}

/** Recovery codes as the address of a text file, one on a line. */
export function codesFile(codes: readonly string[]): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`FitVibe\n\n${codes.join('\n')}\n`)}`
}
