import type { Language } from '@fitvibe/contract'

import { changeLanguage, currentLanguage } from './i18n.ts'
import { meKey, queryClient } from './queryClient.ts'

/**
 * Changes the language, and fetches again what the server has translated: names of exercises and
 * explanations. The profile holds no translations.
 */
export async function showLanguage(language: Language): Promise<void> {
  if (language === currentLanguage()) return
  await changeLanguage(language)
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
}
