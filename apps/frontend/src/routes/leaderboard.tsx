import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { Leaderboard } from '../features/points/leaderboard.tsx'
import { useUpdateMe } from '../features/profile/profileQueries.ts'
import { useMe } from '../lib/me.ts'
import { toastError, toastSuccess } from '../lib/toast.ts'

export function LeaderboardRoute() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const update = useUpdateMe()
  const takePart = (onLeaderboard: boolean) =>
    update.mutate(
      { onLeaderboard },
      {
        onSuccess: () => toastSuccess(t(onLeaderboard ? 'leaderboard.on' : 'leaderboard.off')),
        onError: (error) => toastError(error.message),
      },
    )
  return (
    <Page title={t('leaderboard.name')} subtitle={t('leaderboard.lead')} narrow>
      <Stack gap="md">
        <Leaderboard
          isTakingPart={me?.onLeaderboard ?? false}
          isBusy={update.isPending}
          onTakePart={takePart}
        />
      </Stack>
    </Page>
  )
}
