import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useIsSolving } from './captcha.ts'

/** Explains the wait while a captcha is being solved; takes no space otherwise. */
export function CaptchaNote() {
  const { t } = useTranslation()
  const isSolving = useIsSolving()
  return (
    <Text role="status" size="sm" c="dimmed" ta="center" mt={isSolving ? 'sm' : 0}>
      {isSolving && t('auth.captcha')}
    </Text>
  )
}
