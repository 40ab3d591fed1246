import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import type { Series } from './planningQueries.ts'

/** The adherence of a series to date. */
export function SeriesFacts({ series }: { readonly series: Pick<Series, 'adherence' | 'met'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (series.adherence === null) return null
  const { met } = series
  const counts = (['completed', 'moved', 'partial', 'skipped'] as const)
    .filter((status) => met[status] > 0)
    .map((status) => t(`adherence.count.${status}`, { count: met[status] }))
  return (
    <Text size="sm" c="dimmed">
      {t('adherence.series', {
        share: format.percent(series.adherence),
        counts: counts.join(', '),
      })}
    </Text>
  )
}
