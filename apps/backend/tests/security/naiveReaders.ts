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
 * Readers of tokens that each leave something out. A forgery must fool one of them: else it would
 * be refused for being nonsense, and nobody could tell whether what it is about is checked.
 */
export const naiveReaders = {
  /** Looks at what it says and at no signature. */
  reads: async (token: string) => token.length > 0,

  /** Checks the signature with any key we ever had, and nothing else. */
  async knowsOurKeys(token: string, { keys }: World) {
    const { body, signature } = take(token)
    return [keys.signing, keys.next, keys.retired].some((key) =>
      verify('sha256', body, key.publicKey, signature),
    )
  },

  /** Does what `alg` says, with our public key. */
  async obeysAlgorithm(token: string, { keys }: World) {
    const { header, body, signature } = take(token)
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

  /** Takes the key from wherever the header says it is. */
  async trustsHeader(token: string) {
    const { header, body, signature } = take(token)
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

/** Takes the first three segments, whatever is around them. */
function take(token: string) {
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
