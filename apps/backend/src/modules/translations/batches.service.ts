import { Language } from '@fitvibe/contract'

import type { TranslationConfig } from '../../config/translation.ts'
import type { Context } from '../../context.ts'
import { libraryNames } from '../../db/library.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { translationFailures } from '../../utils/metrics.ts'
import { outcomeOf, outcomeWithout, type Outcome } from './answers.rules.ts'
import { knownNames, type KnownNames } from './knownNames.rules.ts'
import { commonWords, libraryLexicon } from './library.ts'
import { hasWords, redact, restore, type Redacted } from './redaction.rules.ts'
import * as requestsRepository from './requests.repository.ts'
import type { Claimed, Fetched, PublicTexts } from './requests.repository.ts'
import { idFor, keyOf, MAX_LENGTH } from './translations.service.ts'
import * as translatorService from './translator.service.ts'

/** DeepL accepts 50 texts and 128 KiB, Azure 50,000 characters. */
const MAX_TEXTS = 50
const MAX_CHARACTERS = 20_000
/** Longer than a request to a provider takes. */
const CLAIM_SECONDS = 60
/** Answers for a text that cannot be used before readers keep the original. */
const MAX_ATTEMPTS = 3

/** A claimed text with what may leave the server. */
interface Prepared extends Claimed {
  readonly source: string
  readonly redacted: Redacted
  readonly target: Language
}

/**
 * Translates one batch of requested texts. `signal` aborts when the server stops.
 * @returns the seconds to wait before the next batch; undefined if no text waits
 * @throws TranslatorError after which the texts wait again
 */
export async function translateNext(
  ctx: Context,
  signal: AbortSignal,
): Promise<number | undefined> {
  const config = ctx.config.translation
  if (!config) return undefined
  const claimed = await claim(ctx, config)
  if (claimed.length === 0) return undefined
  const prepared = await prepare(ctx, config, claimed)
  const known = new Set(prepared.map(keyOf))
  await requestsRepository.deleteRequests(
    ctx.db,
    claimed.filter((each) => !known.has(keyOf(each))),
  )
  const plain = prepared.filter(({ redacted }) => !hasWords(redacted))
  const wordy = prepared.filter(({ redacted }) => hasWords(redacted))
  await store(ctx, plain, (each) => outcomeWithout(each, libraryNames))
  return wordy.length === 0 ? 0 : send(ctx, config, wordy, signal)
}

function claim(ctx: Context, { provider }: TranslationConfig): Promise<Claimed[]> {
  const now = ctx.clock()
  const until = secondsAfter(now, CLAIM_SECONDS)
  return requestsRepository.claim(ctx.db, { provider, now, until, limit: MAX_TEXTS })
}

/** Loads the texts that are still public, and redacts them. */
async function prepare(
  ctx: Context,
  { provider }: TranslationConfig,
  claimed: readonly Claimed[],
): Promise<Prepared[]> {
  const sessions = await requestsRepository.listTexts(ctx.db, claimed)
  const target = Language.parse(claimed[0]?.lang)
  const sources = new Map<string, { source: string; credits: readonly string[] }>()
  for (const session of sessions)
    for (const source of textsOf(session))
      sources.set(keyOf({ owner: session.owner, id: idFor(source, target, provider) }), {
        source,
        credits: session.credits,
      })
  const names = await namesFor(ctx, sessions)
  const lexicon = libraryLexicon()
  return claimed.flatMap((each) => {
    const found = sources.get(keyOf(each))
    const known = names.get(each.owner)
    if (!found || !known || found.source.length > MAX_LENGTH) return []
    const redacted = redact(found.source, { names: known, lexicon })
    return [{ ...each, source: found.source, redacted, target }]
  })
}

const textsOf = ({ title, notes, exerciseNames, exercises }: PublicTexts): string[] =>
  [title, notes, ...exerciseNames, ...exercises.flatMap(({ name, notes }) => [name, notes])].filter(
    (text) => text !== null,
  )

/** Returns the names of each author, of the people they follow and of the athletes their sessions credit. */
async function namesFor(
  ctx: Context,
  sessions: readonly PublicTexts[],
): Promise<Map<string, KnownNames>> {
  const owners = sessions.map(({ owner }) => owner)
  const found = await requestsRepository.listNames(ctx.db, owners)
  return new Map(
    found.map(({ owner, names }) => {
      const credits = sessions.filter((session) => session.owner === owner)
      const all = [...names, ...credits.flatMap((session) => session.credits)]
      return [owner, knownNames(all, commonWords())]
    }),
  )
}

/** Sends the texts that the daily budget allows; the others wait. */
async function send(
  ctx: Context,
  config: TranslationConfig,
  texts: readonly Prepared[],
  signal: AbortSignal,
): Promise<number> {
  const { characters, waitSeconds } = await translatorService.allowance(ctx, config)
  const fitting = firstFitting(texts, Math.min(characters, MAX_CHARACTERS))
  await release(ctx, texts.slice(fitting.length))
  if (fitting.length === 0) return Math.max(waitSeconds, 1)
  const [first] = fitting
  const request = { readerId: first?.readerId ?? null, target: first?.target ?? 'en', signal }
  try {
    const redacted = fitting.map((each) => each.redacted.text)
    const answers = await translatorService.translate(ctx, config, redacted, request)
    await store(ctx, fitting, (each, index) => {
      const answer = answers[index]
      const outcome = answer && outcomeOf(answer, each, libraryNames)
      if (!outcome) translationFailures.inc({ reason: 'unusable' })
      return outcome ?? { language: answer?.language ?? null, template: null }
    })
  } catch (error) {
    const isTheirs = translatorService.isAboutTexts(error)
    await release(ctx, fitting, isTheirs ? 1 : 0)
    throw error
  }
  return 0
}

function firstFitting(texts: readonly Prepared[], characters: number): Prepared[] {
  let left = characters
  const end = texts.findIndex(({ redacted }) => (left -= redacted.text.length) < 0)
  return texts.slice(0, end === -1 ? texts.length : end)
}

async function release(ctx: Context, texts: readonly Prepared[], attempts = 0): Promise<void> {
  if (texts.length === 0) return
  const options = { dueAt: ctx.clock(), attempts, maxAttempts: MAX_ATTEMPTS }
  await requestsRepository.release(ctx.db, texts, options)
}

async function store(
  ctx: Context,
  texts: readonly Prepared[],
  outcomeFor: (text: Prepared, index: number) => Outcome,
): Promise<void> {
  if (texts.length === 0) return
  const fetched = texts.map((each, index): Fetched => {
    const { language, template } = outcomeFor(each, index)
    const isSame = template !== null && restore(template, each.source) === each.source
    const { owner, id } = each
    const translated = isSame ? null : (template?.text ?? null)
    return { owner, id, language, translated, slots: isSame ? [] : (template?.slots ?? []) }
  })
  await requestsRepository.setFetched(ctx.db, fetched)
}
