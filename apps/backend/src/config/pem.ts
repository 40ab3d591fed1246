import { createPublicKey, type KeyObject } from 'node:crypto'

/** Formats a PEM for an environment file: one line, with \\n for line breaks. */
export const escapePem = (pem: string) => pem.trim().replaceAll('\n', String.raw`\n`)

/** Undoes `escapePem`. Also strips quotes, which some readers of such files keep. */
export const unescapePem = (text: string) =>
  text.replaceAll(String.raw`\n`, '\n').replaceAll(/^['"]|['"]$/g, '')

/** Splits a text of several PEM keys. */
export const splitPems = (text: string) =>
  text.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? [text]

/** Returns whether a key can verify RS256; RFC 7518 requires 2048 bits or more. */
export function isRsaKey(pem: string): boolean {
  const key = publicKeyOf(pem)
  return (
    key?.asymmetricKeyType === 'rsa' && Number(key.asymmetricKeyDetails?.modulusLength) >= 2_048
  )
}

/** Returns whether two keys belong together. True if one is invalid, which is reported separately. */
export function isPair(privateKey: string, publicKey: string): boolean {
  const [derived, given] = [publicKeyOf(privateKey), publicKeyOf(publicKey)]
  return !derived || !given || derived.equals(given)
}

/** Returns the public key of a private or public key. */
function publicKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}
