import type { pointsApi } from '@fitvibe/contract'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useLedger } from './pointsQueries.ts'

/** All entries of the ledger with their reasons. */
export function Ledger() {
  const { t } = useTranslation()
  const ledger = useLedger()
  if (ledger.isPending) return <CardSkeletons count={4} />
  if (ledger.isLoadingError) {
    return <ErrorNote error={ledger.error} onRetry={() => void ledger.refetch()} />
  }
  const entries = ledger.data.pages.flatMap((page) => page.items)
  if (entries.length === 0) {
    return (
      <EmptyState
        icon="star"
        title={t('points.none')}
        hint={t('points.noneHint')}
        action={
          <Button component={Link} to="/sessions/new" mt="xs">
            {t('session.plan')}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <Stack component="ul" gap="sm" className="fvPlainList">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Stack>
      <LoadMore list={ledger} />
    </>
  )
}

function Entry({ entry }: { readonly entry: pointsApi.PointEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  const title = entry.sessionTitle ?? t(`points.source.${entry.sourceType}`)
  return (
    <li className="fvSurface fvEntry">
      <span className="fvEntryPoints" data-sign={Math.sign(entry.points)}>
        {entry.points > 0 ? '+' : ''}
        {format.number(entry.points)}
      </span>
      <div>
        {entry.sessionId ? (
          <Anchor component={Link} to={`/sessions/${entry.sessionId}`} fw={600} className="fvTap">
            {title}
          </Anchor>
        ) : (
          <Text fw={600}>{title}</Text>
        )}
        <Text size="sm">{entry.explanation}</Text>
        <Text size="sm" c="dimmed">
          {format.dateTime(entry.awardedAt)}
        </Text>
      </div>
    </li>
  )
}
