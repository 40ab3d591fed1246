import { Language } from '@fitvibe/contract'
import { z } from 'zod'

import { isSafeAddress } from './addresses.ts'

const address = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(isSafeAddress, 'Must be https outside this machine')
  .transform((text) => text.replace(/\/$/, ''))

/** Anything else in a key would break the header that carries it. */
const visible = z.string().regex(/^[\x21-\x7e]+$/, 'Must be visible ASCII characters')
const count = z.coerce.number().int().positive()
const languages = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .pipe(z.array(Language).min(1))

/** The variables of the translation of shared texts. */
export const translationVariables = {
  AI_TRANSLATION_PROVIDER: z.enum(['none', 'deepl', 'openai', 'azure']).default('none'),
  AI_TRANSLATION_KEY: visible.optional(),
  AI_TRANSLATION_URL: address.optional(),
  AI_TRANSLATION_REGION: visible.optional(),
  AI_TRANSLATION_MODEL: visible.default('gpt-4o-mini'),
  AI_TRANSLATION_DAILY_CHARACTERS: count.max(1_000_000_000).default(100_000),
  I18N_SUPPORTED_LANGS: languages.default(Language.options),
  I18N_CACHE_TTL: count.max(365).default(7),
}

type Variables = z.infer<z.ZodObject<typeof translationVariables>>

/** Returns the faults of variables that fit one by one. */
export const translationFaults = (env: Variables): string[] =>
  env.AI_TRANSLATION_PROVIDER !== 'none' && env.AI_TRANSLATION_KEY === undefined
    ? ['AI_TRANSLATION_KEY: required unless AI_TRANSLATION_PROVIDER is none']
    : []

/** Configures the translation of shared texts; undefined without a provider. */
export type TranslationConfig = NonNullable<ReturnType<typeof translationOf>>

export function translationOf(env: Variables) {
  const { AI_TRANSLATION_PROVIDER: provider, AI_TRANSLATION_KEY: key } = env
  if (provider === 'none' || key === undefined) return undefined
  return {
    provider,
    key,
    /** The provider's own address if undefined. */
    url: env.AI_TRANSLATION_URL,
    /** Azure. */
    region: env.AI_TRANSLATION_REGION,
    /** OpenAI. */
    model: env.AI_TRANSLATION_MODEL,
    /** Characters that all instances together send in a day (UTC). */
    dailyCharacters: env.AI_TRANSLATION_DAILY_CHARACTERS,
    /** Languages that texts are translated into. */
    languages: env.I18N_SUPPORTED_LANGS,
    cacheSeconds: env.I18N_CACHE_TTL * 86_400,
  }
}
