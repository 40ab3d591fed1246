import type { sessionsApi } from '@fitvibe/contract'
import { Button, Group, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { beginningOf } from '../../lib/beginning.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { SessionCard } from './sessionCard.tsx'
import { type SessionFilter, useSessionList } from './sessionQueries.ts'

/** Sessions by month, latest first. */
export function SessionList({ filter }: { readonly filter: SessionFilter }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sessions = useSessionList(filter)
  if (sessions.isPending) return <CardSkeletons count={5} height={112} />
  if (sessions.isLoadingError) {
    return <ErrorNote error={sessions.error} onRetry={() => void sessions.refetch()} />
  }
  const items = sessions.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    const isFiltered = Object.keys(filter).length > 0
    return (
      <EmptyState
        icon="calendar"
        title={isFiltered ? t('history.noMatch') : t('history.none')}
        hint={isFiltered ? t('history.noMatchHint') : t('history.noneHint')}
        action={
          !isFiltered && (
            <Group mt="xs" gap="sm" justify="center">
              <Button component={Link} to="/sessions/new">
                {t('session.plan')}
              </Button>
              <Button component={Link} to="/sessions/log" variant="default">
                {t('session.logPast')}
              </Button>
              <Button component={Link} to="/imports" variant="default">
                {t('imports.open')}
              </Button>
            </Group>
          )
        }
      />
    )
  }
  const monthOf = (session: sessionsApi.SessionSummary) => {
    const at = beginningOf(session)
    return at ? format.month(at, session.timezone) : t('session.noDate')
  }
  const months = [...new Set(items.map(monthOf))]
  return (
    <Stack gap="lg">
      {months.map((month) => (
        <Stack key={month} gap="sm" component="section">
          <Title order={2} size="h5" c="dimmed">
            {month}
          </Title>
          {items
            .filter((session) => monthOf(session) === month)
            .map((session) => (
              <SessionCard key={session.id} session={session} />
            ))}
        </Stack>
      ))}
      <LoadMore list={sessions} />
    </Stack>
  )
}
