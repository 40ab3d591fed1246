import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import {
  startTranslationPeer,
  type Fault,
  type TranslationPeer,
} from '../../../tests/translationPeer.ts'
import type { TranslatorError } from './request.ts'
import { translate } from './translator.ts'

let peer: TranslationPeer
beforeAll(async () => {
  peer = await startTranslationPeer()
})
afterAll(() => peer.stop())
beforeEach(() => {
  peer.faults.length = 0
  peer.translateWith((text, target) => ({ text: `${target}: ${text}`, language: 'fr' }))
})

const running = new AbortController().signal

const PROVIDERS = ['deepl', 'openai', 'azure'] as const

const failureOf = async (provider: (typeof PROVIDERS)[number] = 'deepl') =>
  translate(peer.config(provider), ['Bras'], 'de', running).then(
    () => undefined,
    (error: TranslatorError) => error.failure,
  )

describe.each(PROVIDERS)('%s', (provider) => {
  it('translates several texts with one request, in order, with the detected language', async () => {
    const requests = peer.received.length

    const answers = await translate(peer.config(provider), ['un', 'deux'], 'de', running)

    expect(answers).toEqual([
      { text: 'de: un', language: 'fr' },
      { text: 'de: deux', language: 'fr' },
    ])
    expect(peer.received).toHaveLength(requests + 1)
  })

  it('keeps placeholders and signs of markup', async () => {
    const text = 'A < B & C > D "⟦1⟧" ⟦12⟧\nend'

    const [answer] = await translate(peer.config(provider), [text], 'en', running)

    expect(answer?.text).toBe(`en: ${text}`)
  })

  it.each<[Fault, string]>([
    [{ status: 400 }, 'rejected'],
    [{ status: 403 }, 'refused'],
    [{ status: 429 }, 'away'],
    [{ status: 456 }, 'refused'],
    [{ status: 500 }, 'away'],
    [{ status: 529 }, 'away'],
    ['cut off', 'away'],
    ['not JSON', 'answer'],
    ['wrong count', 'answer'],
    ['too long', 'answer'],
    ['redirect', 'refused'],
  ])('reports the fault %j as %s', async (fault, failure) => {
    peer.faults.push(fault)

    expect(await failureOf(provider)).toBe(failure)
    expect(peer.faults).toEqual([])
  })

  it('reports a wrong key as refused', async () => {
    const config = { ...peer.config(provider), key: 'other' }

    await expect(translate(config, ['Bras'], 'de', running)).rejects.toMatchObject({
      failure: 'refused',
    })
  })
})

describe('a translator', () => {
  it('follows no redirect', async () => {
    const requests = peer.received.length
    peer.faults.push('redirect')

    await failureOf()

    expect(peer.received).toHaveLength(requests + 1)
  })

  it('waits 10 s for an answer', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort())
    peer.faults.push('slow')

    expect(await failureOf()).toBe('away')
    expect(timeout).toHaveBeenCalledWith(10_000)
    timeout.mockRestore()
  })

  it('does not hold up the stop of the server', async () => {
    peer.faults.push('slow')
    const stopping = new AbortController()
    const translation = translate(peer.config(), ['Bras'], 'de', stopping.signal)

    await expect.poll(() => peer.faults).toEqual([])
    stopping.abort()

    await expect(translation).rejects.toMatchObject({ failure: 'away' })
  })

  it('that is not running is away', async () => {
    const config = { ...peer.config(), url: 'http://127.0.0.1:9' }

    await expect(translate(config, ['Bras'], 'de', running)).rejects.toMatchObject({
      failure: 'away',
    })
  })

  it('that refuses the texts or breaks off reports an answer of no use', async () => {
    peer.faults.push('refusal')

    expect(await failureOf('openai')).toBe('answer')
  })

  it.each(['<b>fett</b>', '<x id="1"/><script>', '<X ID="1"/>'])(
    'leaves out an answer with tags of its own: %s',
    async (text) => {
      peer.translateWith(() => ({ text, language: 'fr' }))

      const [answer] = await translate(peer.config(), ['gras'], 'de', running)

      expect(answer?.text).toBe('')
    },
  )

  it('reveals neither the texts nor the key in errors', async () => {
    peer.faults.push({ status: 503 })

    const error = await translate(peer.config(), ['geheim'], 'de', running).catch(
      (cause: unknown) => cause,
    )

    expect(String(error)).not.toMatch(/geheim|test-key/)
  })
})
