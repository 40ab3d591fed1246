import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { Icon } from '../../components/icon.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useStreak } from './progressQueries.ts'

/** The current streak and the progress of this week, with the server's explanation. */
export function StreakCard() {
  const { t } = useTranslation()
  const format = useFormat()
  const streak = useStreak()
  if (streak.isPending) return <CardSkeletons count={1} />
  if (streak.isLoadingError) {
    return <ErrorNote error={streak.error} onRetry={() => void streak.refetch()} />
  }
  const { current, longest, week, explanation } = streak.data
  const label = t(week.done > week.planned ? 'streak.thisWeekMore' : 'streak.thisWeek', {
    done: week.done,
    planned: week.planned,
  })
  return (
    <Paper className="fvSurface fvStreak" data-met={week.isMet}>
      <div className="fvStreakWeeks">
        <Icon name="flame" size={26} />
        <strong>{format.number(current)}</strong>
        <span>{t('streak.weeks', { count: current })}</span>
      </div>
      {week.planned > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {label}
          </Text>
          <progress
            className="fvProgress"
            value={Math.min(week.done, week.planned)}
            max={week.planned}
            aria-label={label}
          />
        </div>
      )}
      <Text size="sm">{explanation}</Text>
      {longest > current && (
        <Text size="sm" c="dimmed">
          {t('streak.longest', { count: longest })}
        </Text>
      )}
    </Paper>
  )
}
