import type { pointsApi } from '@fitvibe/contract'
import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'

interface AwardCardProps {
  readonly award: Pick<pointsApi.Award, 'points' | 'explanation'>
  readonly title?: string
}

/** Awarded points with the server's explanation. */
export function AwardCard({ award, title }: AwardCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Paper className="fvAward">
      <div className="fvAwardPoints">
        {award.points > 0 ? '+' : ''}
        {format.number(award.points)}
        <span>{t('points.unit', { count: Math.abs(award.points) })}</span>
      </div>
      <div>
        {title && <Text fw={650}>{title}</Text>}
        <Text size="sm">{award.explanation}</Text>
      </div>
    </Paper>
  )
}
