import {
  constants,
  createHmac,
  createPublicKey,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'

import type { World } from './forgeries.ts'

export type NaiveReader = keyof typeof naiveReaders

/**
 * Readers of tokens that each skip a check. A forgery has to fool one of them: otherwise it could
 * be refused for another fault, and would not show that its own point is checked.
 */
export const naiveReaders = {
  /** Reads the claims and ignores the signature. */
  reads: async (token: string) => token.length > 0,

  /** Checks the signature with any key we ever had, and nothing else. */
  async knowsOurKeys(token: string, { keys }: World) {
    const { body, signature } = segmentsOf(token)
    return [keys.signing, keys.next, keys.retired].some((key) =>
      verify('sha256', body, key.publicKey, signature),
    )
  },

  /** Obeys `alg`, with our public key. */
  async obeysAlgorithm(token: string, { keys }: World) {
    const { header, body, signature } = segmentsOf(token)
    const alg = String(header['alg'])
    const hash = `sha${alg.slice(2)}`
    const { publicKey } = keys.signing
    if (alg.toLowerCase() === 'none') return true
    if (alg.startsWith('HS'))
      return [publicKey, publicKey.trim(), ''].some((secret) =>
        createHmac(hash, secret).update(body).digest().equals(signature),
      )
    const padding = alg.startsWith('PS') && { padding: constants.RSA_PKCS1_PSS_PADDING }
    return verify(hash, body, { key: publicKey, ...padding }, signature)
  },

  /** Takes the key from the source that the header names. */
  async trustsHeader(token: string) {
    const { header, body, signature } = segmentsOf(token)
    const key = { key: await keyFrom(header), dsaEncoding: 'ieee-p1363' } as const
    return verify('sha256', body, key, signature)
  },
}

async function keyFrom(header: Record<string, unknown>): Promise<KeyObject> {
  const { jwk, jku, x5u, x5c, kid } = header
  if (jwk) return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  if (Array.isArray(x5c))
    return createPublicKey({ key: Buffer.from(x5c[0], 'base64'), format: 'der', type: 'spki' })
  if (typeof jku !== 'string')
    return createPublicKey(await (await fetch(String(x5u ?? kid))).text())
  const { keys } = (await (await fetch(jku)).json()) as { keys: JsonWebKey[] }
  return createPublicKey({ key: keys[0] ?? {}, format: 'jwk' })
}

/** Splits off the first three segments and ignores the rest. */
function segmentsOf(token: string) {
  const [head = '', payload = '', signature = ''] = token.trim().split('.')
  return {
    header: headerOf(head),
    body: Buffer.from(`${head}.${payload}`),
    signature: Buffer.from(signature.replaceAll(/[^\w+/-]/g, ''), 'base64url'),
  }
}

function headerOf(head: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}
