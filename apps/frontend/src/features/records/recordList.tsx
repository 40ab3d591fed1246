import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useRecords } from './recordQueries.ts'
import { RecordTable } from './recordTable.tsx'

/** Personal records by exercise, most recently trained first. */
export function RecordList() {
  const { t } = useTranslation()
  const format = useFormat()
  const records = useRecords()
  const exercises = records.data?.pages.flatMap(({ items }) => items)
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {t('records.title')}
      </Title>
      <ErrorNote error={records.error} onRetry={() => void records.refetch()} />
      {records.isPending && <CardSkeletons count={2} />}
      {exercises?.length === 0 && (
        <EmptyState icon="star" title={t('records.none')} hint={t('records.noneHint')} />
      )}
      <Stack gap="sm">
        {exercises?.map((exercise) => (
          <Paper key={exercise.id} className="fvSurface">
            <Title order={3} size="h4">
              <Anchor component={Link} to={`/progress/exercises/${exercise.id}`} inherit>
                {exercise.name}
              </Anchor>
            </Title>
            <Text size="sm" c="dimmed">
              {t('records.sessions', { count: exercise.sessions })}
              {' · '}
              {t('records.lastOn', { day: format.longDay(exercise.lastOn) })}
            </Text>
            {exercise.records.length > 0 && (
              <RecordTable caption={exercise.name} records={exercise.records} />
            )}
          </Paper>
        ))}
      </Stack>
      <LoadMore list={records} />
    </section>
  )
}
