/** A secret in groups of four, which are easier to type. */
export function grouped(secret: string): string {
  return secret.replaceAll(/.{4}(?=.)/g, '$& ')
}

/** Recovery codes as the data URL of a text file, one code per line. */
export function codesFile(codes: readonly string[]): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`FitVibe\n\n${codes.join('\n')}\n`)}`
}
