import type { Language } from '@fitvibe/contract'

import type { TranslationConfig } from '../../config/translation.ts'
import { translateWithAzure } from './azure.ts'
import { translateWithDeepl } from './deepl.ts'
import { translateWithOpenai } from './openai.ts'
import type { Translated } from './request.ts'

type Translate = (
  config: TranslationConfig,
  texts: readonly string[],
  target: Language,
  signal: AbortSignal,
) => Promise<Translated[]>

const providers: Readonly<Record<TranslationConfig['provider'], Translate>> = {
  deepl: translateWithDeepl,
  openai: translateWithOpenai,
  azure: translateWithAzure,
}

/**
 * Translates redacted texts, in which ⟦1⟧, ⟦2⟧ … are placeholders, with one request. The answers are
 * text of a stranger, and their placeholders are not checked. `signal` ends the request.
 * @throws TranslatorError
 */
export const translate: Translate = (config, texts, target, signal) =>
  providers[config.provider](config, texts, target, signal)
