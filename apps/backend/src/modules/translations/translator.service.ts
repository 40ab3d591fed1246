import type { Language } from '@fitvibe/contract'

import type { TranslationConfig } from '../../config/translation.ts'
import type { Context } from '../../context.ts'
import { addDays, dayOf, startOfDay } from '../../utils/calendar.ts'
import {
  translatedCharacters,
  translationDuration,
  translationFailures,
} from '../../utils/metrics.ts'
import { TranslatorError, type Translated } from '../../utils/translators/request.ts'
import * as translators from '../../utils/translators/translator.ts'
import * as auditService from '../system/audit.service.ts'
import * as translatorsRepository from './translators.repository.ts'

/** A provider that has failed so often in a row rests, for longer each time. */
const MAX_FAILURES = 5
const REST_SECONDS = 300
const MAX_REST_SECONDS = 3_600
/** The time of a single request after a rest, during which no other is sent. */
const TRIAL_SECONDS = 60

/** Returns how many characters may be sent now; if none, the seconds until it makes sense to ask again. */
export async function allowance(
  ctx: Context,
  { provider, dailyCharacters }: TranslationConfig,
): Promise<{ characters: number; waitSeconds: number }> {
  const now = ctx.clock()
  const day = dayOf(now, 'UTC')
  const state = await translatorsRepository.findState(ctx.db, { provider, day })
  const { restsUntil } = state
  if (restsUntil && restsUntil > now)
    return { characters: 0, waitSeconds: between(now, restsUntil) }
  const tomorrow = startOfDay(addDays(day, 1), 'UTC')
  return {
    characters: Math.max(0, dailyCharacters - state.characters),
    waitSeconds: between(now, tomorrow),
  }
}

const between = (from: Date, to: Date) => Math.ceil((to.getTime() - from.getTime()) / 1_000)

interface Request {
  /** Null for a visitor. */
  readonly readerId: string | null
  readonly target: Language
  /** Aborts when the server stops. */
  readonly signal: AbortSignal
}

/**
 * Sends redacted texts to the provider, with an entry in the audit log.
 * @throws TranslatorError
 */
export async function translate(
  ctx: Context,
  config: TranslationConfig,
  texts: readonly string[],
  { readerId, target, signal }: Request,
): Promise<Translated[]> {
  const { provider } = config
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  await spend(ctx, config, characters)
  await auditService.record(ctx, {
    owner: readerId ?? auditService.NO_ACCOUNT,
    event: 'translation.requested',
    details: { provider, lang: target, texts: texts.length },
  })
  translatedCharacters.inc(characters)
  const stopTimer = translationDuration.startTimer({ provider })
  try {
    const answers = await translators.translate(config, texts, target, signal)
    await translatorsRepository.setSucceeded(ctx.db, provider)
    return answers
  } catch (error) {
    if (!signal.aborted) await countFailure(ctx, provider, error)
    throw error
  } finally {
    stopTimer()
  }
}

/** Counts the characters. Another instance may have spent the rest of the budget meanwhile. */
async function spend(
  ctx: Context,
  { provider, dailyCharacters: budget }: TranslationConfig,
  characters: number,
): Promise<void> {
  const now = ctx.clock()
  const limits = { maxFailures: MAX_FAILURES, trialSeconds: TRIAL_SECONDS }
  const spending = { provider, day: dayOf(now, 'UTC'), characters, budget, now, ...limits }
  if (await translatorsRepository.spend(ctx.db, spending)) return
  throw new TranslatorError('away', 'another instance uses the provider')
}

async function countFailure(ctx: Context, provider: string, error: unknown): Promise<void> {
  const reason = error instanceof TranslatorError ? error.failure : 'internal'
  translationFailures.inc({ reason })
  await translatorsRepository.setFailed(ctx.db, {
    provider,
    now: ctx.clock(),
    maxFailures: MAX_FAILURES,
    restSeconds: REST_SECONDS,
    maxRestSeconds: MAX_REST_SECONDS,
  })
}

/** Whether the provider failed because of the texts, rather than for all texts alike. */
export const isAboutTexts = (error: unknown): boolean =>
  error instanceof TranslatorError && (error.failure === 'rejected' || error.failure === 'answer')
