import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { StatTile } from '../../components/statTile.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePoints } from './pointsQueries.ts'

export function PointsTotal() {
  const { t } = useTranslation()
  const format = useFormat()
  const points = usePoints()
  if (points.isLoadingError) {
    return <ErrorNote error={points.error} onRetry={() => void points.refetch()} />
  }
  const show = (value: number | undefined) =>
    value === undefined ? undefined : format.number(value)
  return (
    <SimpleGrid cols={2} spacing="sm">
      <StatTile label={t('points.total')} value={show(points.data?.total)} />
      <StatTile
        label={t('points.today')}
        value={show(points.data?.today)}
        hint={t('points.todayLimit')}
      />
    </SimpleGrid>
  )
}
