import { Button, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { usePreferences } from '../../lib/me.ts'
import { toWallTime } from '../../lib/zones.ts'
import { SessionCard } from './sessionCard.tsx'
import { useOpenSessions } from './sessionQueries.ts'

/** Sessions in progress, upcoming and overdue. */
export function OpenSessions() {
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const open = useOpenSessions()
  if (open.isPending) return <CardSkeletons count={2} height={96} />
  if (open.isLoadingError)
    return <ErrorNote error={open.error} onRetry={() => void open.refetch()} />

  const today = toWallTime(new Date(), timezone).day
  const isOverdue = (at: string | null) =>
    at !== null && toWallTime(new Date(at), timezone).day < today
  const inProgress = open.data.filter(({ startedAt }) => startedAt !== null)
  const notStarted = open.data.filter(({ startedAt }) => startedAt === null)
  const next = notStarted.filter(({ plannedFor }) => !isOverdue(plannedFor))
  const overdue = notStarted.filter(({ plannedFor }) => isOverdue(plannedFor))
  return (
    <Stack gap="sm">
      {inProgress.length > 0 && (
        <Title order={2} size="h4">
          {t('live.underWay')}
        </Title>
      )}
      {inProgress.map(({ id, title }) => (
        <Button key={id} component={Link} to={`/sessions/${id}/do`} fullWidth>
          {t('live.goOnWith', { title })}
        </Button>
      ))}
      <Title order={2} size="h4">
        {t('dashboard.next')}
      </Title>
      {next.length === 0 && (
        <EmptyState
          icon="calendar"
          title={t('dashboard.nothingPlanned')}
          hint={t('dashboard.nothingPlannedHint')}
          action={
            <Button component={Link} to="/sessions/new" mt="xs">
              {t('session.plan')}
            </Button>
          }
        />
      )}
      {next.slice(0, 4).map((session) => (
        <SessionCard key={session.id} session={session} showsStatus={false} />
      ))}
      {overdue.length > 0 && (
        <>
          <Title order={2} size="h4" mt="sm">
            {t('dashboard.overdue')}
          </Title>
          {overdue
            .slice(-3)
            .toReversed()
            .map((session) => (
              <SessionCard key={session.id} session={session} showsStatus={false} />
            ))}
        </>
      )}
    </Stack>
  )
}
