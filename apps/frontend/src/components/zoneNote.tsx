import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { usePreferences } from '../lib/me.ts'

/** Names the time zone of the fields beside it, if it is not the user's own. */
export function ZoneNote({ timezone }: { readonly timezone: string }) {
  const { t } = useTranslation()
  const preferences = usePreferences()
  if (timezone === preferences.timezone) return null
  return (
    <Text size="sm" c="dimmed">
      {t('log.inZone', { zone: timezone.replaceAll('_', ' ') })}
    </Text>
  )
}
