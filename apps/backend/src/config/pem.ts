import { createPublicKey, type KeyObject } from 'node:crypto'

/** As it stands in an environment file: on one line, with \\n for the ends of lines. */
export const escapePem = (pem: string) => pem.trim().replaceAll('\n', String.raw`\n`)

/** Undoes `escapePem`; quotes go too, which some readers of such files leave standing. */
export const unescapePem = (text: string) =>
  text.replaceAll(String.raw`\n`, '\n').replaceAll(/^['"]|['"]$/g, '')

/** The keys of a text that holds one after the other. */
export const splitPems = (text: string) =>
  text.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? [text]

/** Whether it can verify RS256; fewer bits are no key by RFC 7518. */
export function isRsaKey(pem: string): boolean {
  const key = publicKeyOf(pem)
  return (
    key?.asymmetricKeyType === 'rsa' && Number(key.asymmetricKeyDetails?.modulusLength) >= 2_048
  )
}

/** Whether two keys belong together; true where one is none, which is a fault of its own. */
export function isPair(privateKey: string, publicKey: string): boolean {
  const [derived, given] = [publicKeyOf(privateKey), publicKeyOf(publicKey)]
  return !derived || !given || derived.equals(given)
}

/** The public half of either half. */
function publicKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}
