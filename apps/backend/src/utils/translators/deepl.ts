import type { Language } from '@fitvibe/contract'
import { z } from 'zod'

import type { TranslationConfig } from '../../config/translation.ts'
import { fromMarkup, toMarkup } from './markup.ts'
import { answerError, languageOf, post, type Translated } from './request.ts'

/** https://developers.deepl.com/docs/api-reference/translate */
const Answer = z.object({
  translations: z.array(
    z.object({ detected_source_language: z.string().optional(), text: z.string() }),
  ),
})

/** Keys of the free plan have an address of their own. */
const addressFor = (key: string) =>
  key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com'

const TARGETS: Readonly<Record<Language, string>> = { en: 'EN-GB', de: 'DE' }

export async function translateWithDeepl(
  { key, url }: TranslationConfig,
  texts: readonly string[],
  target: Language,
  signal: AbortSignal,
): Promise<Translated[]> {
  const answer = await post({
    signal,
    url: `${url ?? addressFor(key)}/v2/translate`,
    headers: { authorization: `DeepL-Auth-Key ${key}` },
    body: {
      text: texts.map((text) => toMarkup(text, (number) => `<x id="${number}"/>`)),
      target_lang: TARGETS[target],
      tag_handling: 'xml',
      ignore_tags: ['x'],
      preserve_formatting: true,
    },
  })
  const { success, data } = Answer.safeParse(answer)
  if (!success || data.translations.length !== texts.length) throw answerError('is incomplete')
  return data.translations.map((translation) => ({
    text: fromMarkup(translation.text, /<x id="(\d{1,4})" ?(?:\/>|><\/x>)/g),
    language: languageOf(translation.detected_source_language),
  }))
}
