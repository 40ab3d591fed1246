/** The translation of a text, and the language that the provider detected. */
export interface Translated {
  /** Empty if the answer cannot be read. */
  readonly text: string
  /** ISO 639 code such as `de`; null if unknown. */
  readonly language: string | null
}

/**
 * `away`: no answer, or one that asks to try later. `refused`: key, address or quota. `rejected`: these
 * texts. `answer`: an answer that is not the provider's.
 */
type Failure = 'away' | 'refused' | 'rejected' | 'answer'

export class TranslatorError extends Error {
  override readonly name = 'TranslatorError'
  readonly failure: Failure

  /** Never contains an answer, which may quote texts. */
  constructor(failure: Failure, message: string, cause?: unknown) {
    super(message, { cause })
    this.failure = failure
  }
}

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 1_048_576

interface Posted {
  /** Ends the request when the server stops. */
  readonly signal: AbortSignal
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Posts JSON and returns the JSON of the answer. Follows no redirects. */
export async function post({ url, headers, body, signal }: Posted): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), signal]),
  }).catch(failAway)
  if (response.status !== 200) {
    await response.body?.cancel().catch(() => undefined)
    throw new TranslatorError(
      failureOf(response.status),
      `the provider answered ${response.status}`,
    )
  }
  const text = await readText(response)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw answerError('is not JSON')
  }
}

export const answerError = (fault: string): TranslatorError =>
  new TranslatorError('answer', `the answer of the provider ${fault}`)

function failAway(cause: unknown): never {
  throw new TranslatorError('away', 'the provider does not answer', cause)
}

const REJECTED = new Set([400, 413, 414, 422])
const LATER = new Set([408, 425, 429])

function failureOf(status: number): Failure {
  if (REJECTED.has(status)) return 'rejected'
  return status >= 500 || LATER.has(status) ? 'away' : 'refused'
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  const read = async () => {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength
      if (size > MAX_ANSWER_BYTES) throw answerError('is too long')
      chunks.push(chunk)
    }
  }
  await read().catch((error: unknown) => {
    if (error instanceof TranslatorError) throw error
    failAway(error)
  })
  return Buffer.concat(chunks).toString()
}

/** Returns the two or three letters of a language in a code such as `EN`, `pt-BR` or `zh-Hans`. */
export function languageOf(code: string | undefined): string | null {
  return /^[a-z]{2,3}(?![a-z])/.exec(code?.toLowerCase() ?? '')?.[0] ?? null
}
