interface Cookie {
  readonly value: string
  readonly path: string
}

/** The cookies of a visitor of one server. Supports names, values, paths and expiry. */
export interface CookieJar {
  /** Stores the cookies of `Set-Cookie` headers and deletes those that have expired. */
  store(headers: readonly string[]): void
  /** Returns the `Cookie` header for a request to `path`. */
  headerFor(path: string): string
  /** Returns the decoded value of a cookie. */
  valueOf(name: string): string | undefined
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    store(headers) {
      for (const header of headers) {
        const { name, isExpired, ...cookie } = parse(header)
        if (isExpired) cookies.delete(name)
        else cookies.set(name, cookie)
      }
    },
    headerFor: (path) =>
      [...cookies]
        .filter(([, cookie]) => path.startsWith(cookie.path))
        .map(([name, cookie]) => `${name}=${cookie.value}`)
        .join('; '),
    valueOf(name) {
      const cookie = cookies.get(name)
      return cookie && decodeURIComponent(cookie.value)
    },
  }
}

function parse(header: string) {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const [name, value] = split(pair)
  const given = new Map(attributes.map(split).map(([key, text]) => [key.toLowerCase(), text]))
  const expires = given.get('expires')
  const isExpired =
    Number(given.get('max-age') ?? 1) <= 0 ||
    (expires !== undefined && Date.parse(expires) <= Date.now())
  return { name, value, path: given.get('path') ?? '/', isExpired }
}

function split(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
