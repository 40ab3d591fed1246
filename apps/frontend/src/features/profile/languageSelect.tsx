import { Language, LANGUAGES } from '@fitvibe/contract'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { changeLanguage } from '../../lib/i18n.ts'
import { useMe } from '../../lib/me.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { useUpdateMe } from './profileQueries.ts'

/** Selects the language of the app, and stores it in the profile of a logged-in user. */
export function LanguageSelect() {
  const { t, i18n } = useTranslation()
  const { data: me, isPending } = useMe()
  const update = useUpdateMe()
  const choose = (language: Language) =>
    me
      ? update.mutate({ preferredLang: language }, { onSuccess: () => void change(language) })
      : void change(language)
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

async function change(language: Language): Promise<void> {
  await changeLanguage(language)
  // The server translates exercise names and explanations: fetch them again.
  await queryClient.invalidateQueries()
}
