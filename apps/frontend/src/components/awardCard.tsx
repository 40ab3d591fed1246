import type { pointsApi } from '@fitvibe/contract'
import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'

interface AwardCardProps {
  readonly award: Pick<pointsApi.Award, 'points' | 'explanation'> & {
    readonly details: pointsApi.AwardDetails | null
  }
  readonly title?: string
}

/** Points that explain themselves: the server's sentence, and the numbers behind it. */
export function AwardCard({ award, title }: AwardCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { details } = award
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
        {details && !details.refused && (
          <Text size="sm" c="dimmed" mt={4}>
            {t('points.calculation', {
              minutes: format.number(details.minutes),
              metMinutes: format.number(details.metMinutes, 0),
              factor: format.number(details.factors.product, 2),
            })}
          </Text>
        )}
      </div>
    </Paper>
  )
}
