import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useResend } from './accountQueries.ts'

/** Sends a newly registered user to their mailbox. */
export function CheckMail({ email }: { readonly email: string }) {
  const { t } = useTranslation()
  const resend = useResend()
  return (
    <Stack align="center" ta="center" gap="sm">
      <span className="fvEmptyIcon">
        <Icon name="mail" size={30} />
      </span>
      <Text>{t('auth.mailSent', { email })}</Text>
      <Text size="sm" c="dimmed">
        {t('auth.mailHint')}
      </Text>
      <ErrorNote error={resend.error} />
      <Button
        variant="default"
        loading={resend.isPending}
        onClick={() =>
          resend.mutate(email, { onSuccess: () => toastSuccess(t('auth.mailResent')) })
        }
      >
        {t('auth.resend')}
      </Button>
    </Stack>
  )
}
