import { metricRules } from '@fitvibe/training/metrics'
import { Paper, Skeleton, Stack, Title } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'

import { Choice } from '../components/choice.tsx'
import { EmptyState } from '../components/emptyState.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { LoadMore } from '../components/loadMore.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { LinkedNames, LinkName } from '../features/exercises/exerciseLinks.tsx'
import { HiddenNote } from '../features/exercises/hiddenNote.tsx'
import { ExerciseHistory } from '../features/records/exerciseHistory.tsx'
import { pointsOf } from '../features/records/points.ts'
import {
  type Formula,
  useExerciseHistory,
  useExerciseRecords,
  useSuggestion,
} from '../features/records/recordQueries.ts'
import { RecordTable } from '../features/records/recordTable.tsx'
import { SuggestionNote } from '../features/records/suggestionNote.tsx'
import { ApiError } from '../lib/api.ts'
import { usePreferences } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { useFormat } from '../lib/useFormat.ts'

// The chart library is larger than the rest of the app.
const TimeChart = lazy(async () => ({
  default: (await import('../components/timeChart.tsx')).TimeChart,
}))

const formulas = ['epley', 'brzycki', 'rpe'] as const

/** An exercise over time: suggestion, chart, personal records and every session. */
export function ExerciseProgressRoute() {
  const { t } = useTranslation()
  const format = useFormat()
  const preferences = usePreferences()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const { unit, distanceUnit } = preferences
  const [formula, setFormula] = useState<Formula>('epley')
  const records = useExerciseRecords(id, formula)
  const history = useExerciseHistory(id, formula)
  const suggestion = useSuggestion(id).data
  const exercise = records.data?.exercise
  const exposures = history.data?.pages.flatMap(({ items }) => items) ?? []

  if (records.error instanceof ApiError && records.error.code === 'NOT_FOUND') {
    return (
      <Page title={t('exerciseHistory.title')}>
        <EmptyState
          icon="chart"
          title={t('exerciseHistory.notDone')}
          hint={t('exerciseHistory.notDoneHint')}
        />
      </Page>
    )
  }
  if (!exercise) {
    return (
      <Page title={t('exerciseHistory.title')}>
        <ErrorNote error={records.error} onRetry={() => void records.refetch()} />
        {records.isPending && <CardSkeletons count={3} />}
      </Page>
    )
  }
  const measure = metricRules[exercise.metric].chartedBy
  const points = pointsOf(exposures, measure, preferences)
  return (
    <Page
      title={exercise.name}
      subtitle={`${t('records.sessions', { count: exercise.sessions })} · ${t('records.lastOn', { day: format.longDay(exercise.lastOn) })}`}
    >
      <Stack gap="md">
        <HiddenNote exerciseId={exercise.exerciseId} />
        {suggestion && (
          <Paper className="fvSurface">
            <SuggestionNote suggestion={suggestion} />
          </Paper>
        )}
        {measure === 'e1rm' && (
          <Choice
            label={t('records.formula')}
            options={formulas}
            labelOf={(option) => t(`records.formulas.${option}`)}
            value={formula}
            onChange={(chosen) => chosen && setFormula(chosen)}
          />
        )}
        {points.length > 1 && (
          <Suspense fallback={<Skeleton height={320} radius="lg" />}>
            <TimeChart
              label={t(`exerciseHistory.chart.${measure}`, { unit, distanceUnit })}
              points={points}
            />
          </Suspense>
        )}
        <Paper component="section" className="fvSurface">
          <Title order={2} size="h4">
            {t('records.title')}
          </Title>
          <RecordTable caption={t('records.title')} records={records.data?.records ?? []} />
        </Paper>
        {exercise.exerciseId === null ? (
          <LinkName
            name={exercise.name}
            onLinked={({ exerciseId, exerciseName }) => {
              toastSuccess(t('exerciseLinks.linked', { name: exerciseName }))
              void navigate(`/progress/exercises/${exerciseId}`, { replace: true })
            }}
          />
        ) : (
          <LinkedNames exerciseId={exercise.exerciseId} />
        )}
        <ErrorNote error={history.error} onRetry={() => void history.refetch()} />
        <ExerciseHistory exposures={exposures} metric={exercise.metric} />
        <LoadMore list={history} />
      </Stack>
    </Page>
  )
}
