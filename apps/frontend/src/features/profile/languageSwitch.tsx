import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { changeLanguage } from '../../lib/i18n.ts'
import type { Language } from '../../lib/language.ts'
import { useMe } from '../../lib/me.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { useUpdateMe } from './profileQueries.ts'

/** Offers the other language, under its own name; kept in the profile by whoever has one. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const { data: me } = useMe()
  const update = useUpdateMe()
  const other: Language = i18n.language === 'de' ? 'en' : 'de'
  const change = async () => {
    await changeLanguage(other)
    // Names and explanations come from the server in the language asked for.
    await queryClient.invalidateQueries()
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      lang={other}
      className="fvQuiet"
      loading={update.isPending}
      onClick={() =>
        me
          ? update.mutate({ preferredLang: other }, { onSuccess: () => void change() })
          : void change()
      }
    >
      {t(`language.${other}`)}
    </Button>
  )
}
