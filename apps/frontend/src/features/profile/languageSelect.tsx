import { Language, LANGUAGES } from '@fitvibe/contract'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useMe } from '../../lib/me.ts'
import { showLanguage } from '../../lib/showLanguage.ts'
import { toastError } from '../../lib/toast.ts'
import { useUpdateMe } from './profileQueries.ts'

/** Selects the language of the app, and stores it in the profile of a logged-in user. */
export function LanguageSelect() {
  const { t, i18n } = useTranslation()
  const { data: me, isPending } = useMe()
  const update = useUpdateMe()
  const choose = (language: Language) =>
    me
      ? update.mutate(
          { preferredLang: language },
          { onError: (error) => toastError(error.message) },
        )
      : void showLanguage(language)
  return (
    <NativeSelect
      variant="unstyled"
      className="fvLanguage"
      aria-label={t('nav.language')}
      // The language of a profile that is still loading would replace the choice.
      disabled={isPending || update.isPending}
      value={i18n.language}
      onChange={(event) => choose(event.currentTarget.value as Language)}
    >
      {Language.options.map((language) => (
        <option key={language} value={language} lang={language}>
          {LANGUAGES[language].name}
        </option>
      ))}
    </NativeSelect>
  )
}
