import { ExerciseType, type WeekStart } from '@fitvibe/contract'
import { SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../components/choice.tsx'
import { Page } from '../components/page.tsx'
import type { Interval } from '../features/progress/progressQueries.ts'
import { SummaryTiles } from '../features/progress/summaryTiles.tsx'
import { MuscleSets } from '../features/records/muscleSets.tsx'
import { RecordList } from '../features/records/recordList.tsx'
import { usePreferences } from '../lib/me.ts'
import { useFormat } from '../lib/useFormat.ts'
import { useWords } from '../lib/useWords.ts'
import { addDays, weekOf } from '../lib/zones.ts'

// The chart library is larger than the rest of the app.
const ProgressChart = lazy(async () => ({
  default: (await import('../features/progress/progressChart.tsx')).ProgressChart,
}))

const intervals = ['week', 'month', 'year'] as const

export function ProgressRoute() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useWords()
  const { weekStart } = usePreferences()
  const [interval, setInterval] = useState<Interval>('week')
  const [type, setType] = useState<ExerciseType | null>(null)
  const category = type ? { category: type } : {}

  return (
    <Page title={t('nav.progress')} subtitle={t(`progress.range.${interval}`)}>
      <Stack gap="md">
        <div className="fvProgressFilter">
          <SegmentedControl
            fullWidth
            aria-label={t('progress.interval')}
            value={interval}
            onChange={(value) => setInterval(value)}
            data={intervals.map((value) => ({ value, label: t(`progress.intervals.${value}`) }))}
          />
          <Choice
            aria-label={t('exercises.type')}
            none={t('progress.allTypes')}
            options={ExerciseType.options}
            labelOf={words.type}
            value={type}
            onChange={setType}
          />
        </div>
        <SummaryTiles
          query={{ from: rangeStart(interval, format.today(), weekStart), ...category }}
        />
        <Suspense fallback={<Skeleton height={420} radius="lg" />}>
          <ProgressChart filter={{ interval, ...category }} />
        </Suspense>
        <MuscleSets />
        <RecordList />
      </Stack>
    </Page>
  )
}

/** The first day of the chart: 12 weeks, 12 months or 5 years back, including the current one. */
function rangeStart(interval: Interval, today: string, weekStart: WeekStart): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (interval === 'week') return addDays(weekOf(today, weekStart), -77)
  if (interval === 'year') return `${year - 4}-01-01`
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10)
}
