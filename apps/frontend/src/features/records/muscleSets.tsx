import { Paper, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useWords } from '../../lib/useWords.ts'
import { useMuscles } from './recordQueries.ts'

/** Weekly sets by muscle: a bar for the done sets inside a bar for the planned ones. */
export function MuscleSets() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useWords()
  const muscles = useMuscles()
  const [chosen, setChosen] = useState<string | null>(null)
  const weeks = muscles.data?.weeks
  const week = weeks?.find(({ on }) => on === chosen) ?? weeks?.at(-1)
  const unknown = week?.withoutMuscles
  const hasUnknown = Boolean(unknown && (unknown.planned > 0 || unknown.done > 0))
  const isEmpty = week?.muscles.length === 0 && !hasUnknown
  const most = Math.max(1, ...(week?.muscles ?? []).flatMap(({ planned, done }) => [planned, done]))
  const wide = (sets: number) => `${(sets / most) * 100}%`
  return (
    <Paper component="section" className="fvSurface">
      <Title order={2} size="h4">
        {t('muscles.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('muscles.hint')}
      </Text>
      <ErrorNote error={muscles.error} onRetry={() => void muscles.refetch()} />
      {muscles.isPending && <CardSkeletons count={1} />}
      {weeks && week && (
        <Choice
          label={t('muscles.week')}
          options={weeks.map(({ on }) => on).toReversed()}
          labelOf={format.longDay}
          value={week.on}
          onChange={setChosen}
          mb="sm"
        />
      )}
      {isEmpty && (
        <EmptyState icon="dumbbell" title={t('muscles.none')} hint={t('muscles.noneHint')} />
      )}
      {week && !isEmpty && (
        <table className="fvWork fvBests">
          <thead>
            <tr>
              <th scope="col">{t('muscles.muscle')}</th>
              <th scope="col">{t('muscles.planned')}</th>
              <th scope="col">{t('muscles.done')}</th>
            </tr>
          </thead>
          <tbody>
            {week.muscles.map(({ muscle, planned, done }) => (
              <tr key={muscle}>
                <th scope="row">
                  {words.muscle(muscle)}
                  <span className="fvMuscleBar" aria-hidden>
                    <span className="fvMusclePlanned" style={{ width: wide(planned) }} />
                    <span className="fvMuscleDone" style={{ width: wide(done) }} />
                  </span>
                </th>
                <td>{format.number(planned)}</td>
                <td>{format.number(done)}</td>
              </tr>
            ))}
            {unknown && hasUnknown && (
              <tr>
                <th scope="row">{t('muscles.unknown')}</th>
                <td>{format.number(unknown.planned)}</td>
                <td>{format.number(unknown.done)}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {hasUnknown && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('muscles.unknownHint')}
        </Text>
      )}
    </Paper>
  )
}
