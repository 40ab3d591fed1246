import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { changeLanguage } from '../../lib/i18n.ts'
import { useMe } from '../../lib/me.ts'
import { queryClient } from '../../lib/queryClient.ts'

/** Shows a logged-in user the language of the profile. */
export function useProfileLanguage(): void {
  const { i18n } = useTranslation()
  const { data: me } = useMe()
  const language = me?.preferredLang
  useEffect(() => {
    if (!language || i18n.language === language) return
    void changeLanguage(language).then(() => queryClient.invalidateQueries())
  }, [i18n, language])
}
