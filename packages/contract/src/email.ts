import { z } from 'zod'

/** Of the URL class, which every browser and Node have, only the part used here. */
declare const URL: new (text: string) => { readonly hostname: string }

/**
 * The pattern that browsers apply to `<input type="email">`, so that `a&b@example.org` is valid:
 * https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address. Stricter only in full stops,
 * which must stand between other characters (RFC 5322, 3.2.3).
 */
const HTML_EMAIL =
  /^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/** The longest part before the `@`, and the longest address (RFC 5321, 4.5.3.1). */
const LOCAL_PART = /^[^@]{1,64}@/
const MAX_LENGTH = 254

/** Letters, digits, hyphens and full stops of any script: what an internationalised domain consists of. */
const DOMAIN = /^[\p{L}\p{M}\p{N}\-.\u3002\uff0e\uff61\u200c\u200d]+$/u

/**
 * An e-mail address in the one form that is stored and compared: trimmed, its domain in ASCII (IDNA),
 * so that `ada@bücher.example` and `ada@xn--bcher-kva.example` are the same.
 */
export const Email = z
  .string()
  .trim()
  .overwrite(withAsciiDomain)
  .max(MAX_LENGTH)
  .regex(HTML_EMAIL, { message: 'email', abort: true })
  .regex(LOCAL_PART, { message: 'email' })
  .describe('E-mail address; a domain with other than ASCII letters is stored as IDNA')
  .meta({ example: 'ada@example.org' })

/** A username or an e-mail address, as typed at login. */
export const LoginName = z
  .string()
  .trim()
  .overwrite(withAsciiDomain)
  .min(1)
  .max(MAX_LENGTH)
  .describe('Username or e-mail address')

/** Converts the domain behind the last `@` to ASCII; returns every other text as it is. */
function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  if (at < 0 || domain.length > MAX_LENGTH || isAscii(domain) || !DOMAIN.test(domain))
    return address
  try {
    return `${address.slice(0, at + 1)}${new URL(`http://${domain}`).hostname}`
  } catch {
    return address
  }
}

const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text)
