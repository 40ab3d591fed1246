interface Cookie {
  readonly value: string
  readonly path: string
}

/** The cookies of one visitor to one server: name, value, path and whether it is over. */
export interface CookieJar {
  /** Takes in the `Set-Cookie` headers of an answer. */
  keep(headers: readonly string[]): void
  /** The `Cookie` header for a request to `path`. */
  headerFor(path: string): string
  /** A cookie's value, decoded. */
  valueOf(name: string): string | undefined
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    keep(headers) {
      for (const header of headers) {
        const { name, isOver, ...cookie } = parse(header)
        if (isOver) cookies.delete(name)
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
  const isOver =
    Number(given.get('max-age') ?? 1) <= 0 ||
    (expires !== undefined && Date.parse(expires) <= Date.now())
  return { name, value, path: given.get('path') ?? '/', isOver }
}

function split(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
