import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { TranslationConfig } from '../src/config/translation.ts'

const KEY = 'test-key:fx'

interface Answer {
  readonly text: string
  readonly language: string
}

/** A fault of a provider; the peer makes each once, in order, before it answers again. */
export type Fault =
  | { readonly status: number }
  | 'slow'
  | 'cut off'
  | 'not JSON'
  | 'wrong count'
  | 'too long'
  | 'redirect'
  | 'refusal'

/** The content of a request. */
interface Asked {
  readonly texts: readonly string[]
  readonly target: string
}

interface Protocol {
  readonly path: string
  readonly isAuthorized: (req: IncomingMessage) => boolean
  readonly read: (body: Record<string, unknown>, url: URL) => Asked | undefined
  readonly write: (answers: readonly Answer[]) => unknown
  readonly error: (status: number) => unknown
}

const strings = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined

/** The protocols as their documentation describes them. */
const PROTOCOLS: Readonly<Record<TranslationConfig['provider'], Protocol>> = {
  deepl: {
    path: '/v2/translate',
    isAuthorized: (req) => req.headers.authorization === `DeepL-Auth-Key ${KEY}`,
    read: ({ text, target_lang: target, tag_handling: tags, ignore_tags: ignored }) => {
      const texts = strings(text)
      const isSound = tags === 'xml' && strings(ignored)?.includes('x') && texts?.length
      if (!texts || !isSound || texts.length > 50 || !/^(?:DE|EN-GB)$/.test(String(target)))
        return undefined
      return { texts, target: String(target).slice(0, 2).toLowerCase() }
    },
    write: (answers) => ({
      translations: answers.map(({ text, language }) => ({
        detected_source_language: language.toUpperCase(),
        text,
      })),
    }),
    error: (status) => ({ message: `Error ${status}` }),
  },
  openai: {
    path: '/v1/chat/completions',
    isAuthorized: (req) => req.headers.authorization === `Bearer ${KEY}`,
    read: ({ model, messages, response_format: format }) => {
      const [system, user] = (messages ?? []) as { role: string; content: string }[]
      const { type } = (format ?? {}) as { type?: string }
      if (typeof model !== 'string' || type !== 'json_schema' || system?.role !== 'system')
        return undefined
      const texts = strings(JSON.parse(user?.content ?? 'null'))
      return texts && { texts, target: system.content.includes('into German') ? 'de' : 'en' }
    },
    write: (translations) => ({
      choices: [
        {
          message: { content: JSON.stringify({ translations }), refusal: null },
          finish_reason: 'stop',
        },
      ],
    }),
    error: (status) => ({
      error: { message: `Error ${status}`, type: 'x', param: null, code: null },
    }),
  },
  azure: {
    path: '/translate',
    isAuthorized: (req) =>
      req.headers['ocp-apim-subscription-key'] === KEY &&
      req.headers['ocp-apim-subscription-region'] === 'westeurope',
    read: (body, url) => {
      const items = body as unknown as { Text?: unknown }[]
      const texts = Array.isArray(items) ? strings(items.map(({ Text }) => Text)) : undefined
      const query = url.searchParams
      if (query.get('api-version') !== '3.0' || query.get('textType') !== 'html') return undefined
      return texts && { texts, target: query.get('to') ?? '' }
    },
    write: (answers) =>
      answers.map(({ text, language }) => ({
        detectedLanguage: { language, score: 1 },
        translations: [{ text, to: 'de' }],
      })),
    error: (status) => ({ error: { code: status * 1_000, message: `Error ${status}` } }),
  },
}

export type TranslationPeer = Awaited<ReturnType<typeof startTranslationPeer>>

/** Starts a server on this machine that speaks the protocols of all providers. */
export async function startTranslationPeer(wantedPort = 0) {
  const received: string[] = []
  const faults: Fault[] = []
  const state = {
    /** Undefined for a text that the provider rejects. */
    translate: (text: string, target: string): Answer | undefined => ({
      text: `${target}: ${text}`,
      language: 'fr',
    }),
  }
  const server = createServer((req, res) => {
    void answer(req, res).catch(() => res.destroy())
  })

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const url = new URL(req.url ?? '', 'http://localhost')
    received.push(`${req.url} ${JSON.stringify(req.headers)} ${body}`)
    const protocol = Object.values(PROTOCOLS).find(({ path }) => path === url.pathname)
    if (!protocol || req.method !== 'POST') return send(res, 404, {})
    if (!protocol.isAuthorized(req)) return send(res, 403, protocol.error(403))
    const fault = faults.shift()
    if (fault !== undefined) return fail(res, fault, protocol)
    const asked = protocol.read(JSON.parse(body) as Record<string, unknown>, url)
    if (!asked || body.length > 131_072) return send(res, 400, protocol.error(400))
    const answers = asked.texts.map((text) => state.translate(text, asked.target))
    if (!answers.every((each) => each !== undefined)) return send(res, 400, protocol.error(400))
    send(res, 200, protocol.write(answers))
  }

  function fail(res: ServerResponse, fault: Fault, protocol: Protocol) {
    if (fault === 'slow') return
    if (fault === 'cut off') {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      res.write('{"translations":[')
      setImmediate(() => res.destroy())
    } else if (fault === 'not JSON') res.end('<html>maintenance</html>')
    else if (fault === 'wrong count') send(res, 200, protocol.write([]))
    else if (fault === 'too long') res.end(JSON.stringify(' '.repeat(2_000_000)))
    else if (fault === 'redirect') res.writeHead(307, { location: '/elsewhere' }).end()
    else if (fault === 'refusal')
      send(res, 200, {
        choices: [{ message: { content: '{', refusal: 'no' }, finish_reason: 'length' }],
      })
    else send(res, fault.status, protocol.error(fault.status))
  }

  function send(res: ServerResponse, status: number, body: unknown) {
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  server.listen(wantedPort, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    /** Requests as they came, headers included. */
    received,
    faults,
    /** Replaces the translation of a text, as it arrives with its markup. */
    translateWith: (translate: typeof state.translate) => void (state.translate = translate),
    config: (provider: TranslationConfig['provider'] = 'deepl'): TranslationConfig => ({
      provider,
      key: KEY,
      url: `http://127.0.0.1:${port}`,
      region: 'westeurope',
      model: 'gpt-4o-mini',
      dailyCharacters: 100_000,
      languages: ['en', 'de'],
      cacheSeconds: 7 * 86_400,
    }),
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
