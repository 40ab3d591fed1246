import type { authApi } from '@fitvibe/contract'
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useEndLogin, useEndOtherLogins, useLogins } from './loginQueries.ts'

/** The athlete's logins; ends a single login or all others. */
export function LoginList() {
  const { t } = useTranslation()
  const logins = useLogins()
  const [isConfirming, setIsConfirming] = useState(false)
  const endOthers = useEndOtherLogins()
  const end = () =>
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => {
        setIsConfirming(false)
        toastSuccess(t('logins.othersEnded', { count: ended }))
      },
    })

  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('logins.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('logins.hint')}
          </Text>
        </div>
        {logins.isPending && <CardSkeletons count={1} />}
        {logins.isLoadingError && (
          <ErrorNote error={logins.error} onRetry={() => void logins.refetch()} />
        )}
        {logins.data && (
          <Stack component="ul" gap="sm" className="fvPlainList">
            {logins.data.map((login) => (
              <Login key={login.id} login={login} />
            ))}
          </Stack>
        )}
        {logins.data && logins.data.length > 1 && (
          <Button variant="default" onClick={() => setIsConfirming(true)}>
            {t('logins.endOthers')}
          </Button>
        )}
      </Stack>
      <Confirm
        isOpen={isConfirming}
        title={t('logins.endOthers')}
        text={t('logins.endOthersText')}
        action={t('logins.endThem')}
        isBusy={endOthers.isPending}
        onConfirm={end}
        onClose={() => setIsConfirming(false)}
      />
    </Paper>
  )
}

function Login({ login }: { readonly login: authApi.OwnLogin }) {
  const { t } = useTranslation()
  const format = useFormat()
  const end = useEndLogin()
  const device = login.device ?? t('logins.unknown')
  const lastSeen = t('logins.seen', { when: format.dateTime(login.lastSeenAt) })
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Group gap="xs">
          <Text fw={600}>{device}</Text>
          {login.isCurrent && <Badge variant="light">{t('logins.current')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {login.network ? `${lastSeen} · ${login.network}` : lastSeen}
        </Text>
      </div>
      {!login.isCurrent && (
        <Button
          flex="none"
          variant="default"
          aria-label={t('logins.endOne', { device })}
          loading={end.isPending}
          onClick={() => end.mutate(login.id, { onSuccess: () => toastSuccess(t('logins.ended')) })}
        >
          {t('logins.end')}
        </Button>
      )}
    </Group>
  )
}
