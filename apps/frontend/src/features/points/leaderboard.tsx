import { type leaderboardApi } from '@fitvibe/contract'
import { Button, Paper, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Choice } from '../../components/choice.tsx'
import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useLeaderboard } from './pointsQueries.ts'

const periods = ['week', 'month', 'all'] as const

interface LeaderboardProps {
  readonly isTakingPart: boolean
  readonly isBusy: boolean
  readonly onTakePart: (isTakingPart: boolean) => void
}

/** The leaderboard and the switch to take part; only participants see it. */
export function Leaderboard({ isTakingPart, isBusy, onTakePart }: LeaderboardProps) {
  const { t } = useTranslation()
  return (
    <>
      <Paper className="fvSurface">
        <Switch
          label={t('leaderboard.takePart')}
          description={t('leaderboard.takePartHint')}
          checked={isTakingPart}
          disabled={isBusy}
          onChange={(event) => onTakePart(event.currentTarget.checked)}
        />
      </Paper>
      {isTakingPart ? (
        <Ranks />
      ) : (
        <EmptyState icon="lock" title={t('leaderboard.out')} hint={t('leaderboard.outHint')} />
      )}
    </>
  )
}

function Ranks() {
  const { t } = useTranslation()
  const [period, setPeriod] = useState<leaderboardApi.LeaderboardPeriod>('week')
  const board = useLeaderboard(period)
  if (board.isLoadingError) {
    return <ErrorNote error={board.error} onRetry={() => void board.refetch()} />
  }
  const items = board.data?.items
  return (
    <>
      <Choice
        label={t('leaderboard.period')}
        options={periods}
        labelOf={(option) => t(`leaderboard.periods.${option}`)}
        value={period}
        onChange={(chosen) => chosen && setPeriod(chosen)}
      />
      {items ? <RankTable items={items} /> : <CardSkeletons count={3} />}
      {items?.length === 1 && (
        <EmptyState
          icon="trophy"
          title={t('leaderboard.alone')}
          hint={t('leaderboard.aloneHint')}
          action={
            <Button component={Link} to="/people" variant="light">
              {t('people.title')}
            </Button>
          }
        />
      )}
    </>
  )
}

function RankTable({ items }: { readonly items: readonly leaderboardApi.LeaderboardEntry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Paper className="fvSurface">
      <table className="fvRanks">
        <thead>
          <tr>
            <th scope="col">{t('leaderboard.rank')}</th>
            <th scope="col">{t('leaderboard.athlete')}</th>
            <th scope="col">{t('points.name')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ rank, username, alias, points, isYou }) => (
            <tr key={username} data-you={isYou}>
              <td>{format.number(rank)}</td>
              <th scope="row">
                {alias ?? username}
                {isYou && (
                  <Text component="span" size="sm" c="dimmed">
                    {' '}
                    ({t('leaderboard.you')})
                  </Text>
                )}
              </th>
              <td>{format.number(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
