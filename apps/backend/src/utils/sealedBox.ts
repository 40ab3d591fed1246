import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keys of 32 bytes (base64url): the first seals; all of them open. */
export type Keys = readonly [string, ...string[]]

/** Encrypts a value, bound to `owner`. Result: nonce, tag, ciphertext. */
export function seal([key]: Keys, owner: string, value: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'base64url'), nonce).setAAD(
    Buffer.from(owner),
  )
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Decrypts a box from `seal`; undefined for an unknown key, another owner, or a changed box. */
export function unseal(keys: Keys, owner: string, box: Buffer): string | undefined {
  for (const key of keys) {
    const value = unsealWith(key, owner, box)
    if (value !== undefined) return value
  }
  return undefined
}

function unsealWith(key: string, owner: string, box: Buffer): string | undefined {
  const nonce = box.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), nonce, {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(owner))
  decipher.setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const opened = decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
