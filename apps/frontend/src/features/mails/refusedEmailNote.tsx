import type { usersApi } from '@fitvibe/contract'
import { Alert, Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** Says that mails do not reach the user, and what to do. */
export function RefusedEmailNote({ me }: { readonly me: usersApi.Me }) {
  const { t } = useTranslation()
  if (!me.emailRefusedAt) return null
  return (
    <Alert color="red" variant="light" mb="md" title={t('mails.refused')} role="alert">
      <Text size="sm" c="var(--mantine-color-text)">
        {t('mails.refusedHint', { email: me.email })}
      </Text>
      <Anchor component={Link} to="/profile" size="sm" className="fvTap">
        {t('mails.toAddress')}
      </Anchor>
    </Alert>
  )
}
