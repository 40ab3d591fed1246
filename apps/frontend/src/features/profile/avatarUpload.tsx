import { Alert, Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { ProgressBar } from '../../components/progressBar.tsx'
import type { usePutAvatar } from './avatarQueries.ts'

/** The progress of an upload, and what to do about a lost connection. */
export function AvatarUpload({ upload }: { readonly upload: ReturnType<typeof usePutAvatar> }) {
  const { t } = useTranslation()
  const { isPending, isWaiting, isError, sent, error, variables, mutate } = upload
  if (!isPending && !isError) return null
  const isSent = sent >= 1
  const again = () => variables && mutate(variables)
  return (
    <Stack gap="xs" mt="sm" align="stretch">
      {isPending && (
        <ProgressBar
          label={t(isSent ? 'profile.upload.reading' : 'profile.upload.sending')}
          share={isSent ? null : sent}
        />
      )}
      {isWaiting && (
        <Alert color="amber" role="alert">
          {t('profile.upload.lost')}
        </Alert>
      )}
      {isError && !isWaiting && <ErrorNote error={error} />}
      {isError && (
        <Button variant="default" onClick={again}>
          {t('profile.upload.again')}
        </Button>
      )}
    </Stack>
  )
}
