import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useIsSolving } from './captcha.ts'

/** Says what takes so long while a captcha is being solved; empty, and no taller than that, else. */
export function CaptchaNote() {
  const { t } = useTranslation()
  const isSolving = useIsSolving()
  return (
    <Text role="status" size="sm" c="dimmed" ta="center" mt={isSolving ? 'sm' : 0}>
      {isSolving && t('auth.captcha')}
    </Text>
  )
}
