import type { Language } from '@fitvibe/contract'
import { z } from 'zod'

import type { TranslationConfig } from '../../config/translation.ts'
import { fromMarkup, toMarkup } from './markup.ts'
import { answerError, languageOf, post, type Translated } from './request.ts'

/** https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate */
const Answer = z.array(
  z.object({
    detectedLanguage: z.object({ language: z.string() }).optional(),
    translations: z.array(z.object({ text: z.string() })).min(1),
  }),
)

const ADDRESS = 'https://api.cognitive.microsofttranslator.com'

export async function translateWithAzure(
  { key, url = ADDRESS, region }: TranslationConfig,
  texts: readonly string[],
  target: Language,
  signal: AbortSignal,
): Promise<Translated[]> {
  const answer = await post({
    signal,
    url: `${url}/translate?api-version=3.0&to=${target}&textType=html`,
    headers: {
      'ocp-apim-subscription-key': key,
      ...(region && { 'ocp-apim-subscription-region': region }),
    },
    body: texts.map((text) => ({
      Text: toMarkup(text, (number) => `<span class="notranslate">⟦${number}⟧</span>`),
    })),
  })
  const { success, data } = Answer.safeParse(answer)
  if (!success || data.length !== texts.length) throw answerError('is incomplete')
  return data.map(({ detectedLanguage, translations }) => ({
    text: fromMarkup(
      translations[0]?.text ?? '',
      /<span class="notranslate"> ?⟦(\d{1,4})⟧ ?<\/span>/g,
    ),
    language: languageOf(detectedLanguage?.language),
  }))
}
