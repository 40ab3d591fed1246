import { ExerciseType } from '@fitvibe/contract'
import { Button, SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Choice } from '../components/choice.tsx'
import { Page } from '../components/page.tsx'
import { EarlierNote } from '../features/progress/earlierNote.tsx'
import { daysOf, intervalFor, recent } from '../features/progress/period.ts'
import { PeriodField } from '../features/progress/periodField.tsx'
import { type Interval, useSummary } from '../features/progress/progressQueries.ts'
import { SummaryTiles } from '../features/progress/summaryTiles.tsx'
import { MuscleSets } from '../features/records/muscleSets.tsx'
import { RecordList } from '../features/records/recordList.tsx'
import { usePreferences } from '../lib/me.ts'
import { useFormat } from '../lib/useFormat.ts'
import { useWords } from '../lib/useWords.ts'

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
  const [period, setPeriod] = useState(recent)
  const [type, setType] = useState<ExerciseType | null>(null)
  const category = type ? { category: type } : {}
  const today = format.today()
  const asked = daysOf(period, interval, { today, weekStart })
  const ever = useSummary({ ...asked, ...category }).data
  const days = { ...asked, from: asked.from ?? ever?.firstOn ?? asked.to }
  const shown = intervalFor(interval, days)
  const lastOn = ever?.lastOn ?? null
  const isEarlier = lastOn !== null && lastOn < days.from && period.kind === 'recent'
  const subtitle =
    period.kind === 'recent'
      ? t(`progress.range.${interval}`)
      : `${format.longDay(days.from)} – ${format.longDay(days.to)}`

  return (
    <Page
      title={t('nav.progress')}
      subtitle={subtitle}
      actions={
        <Button component={Link} to="/progress/body" variant="default">
          {t('body.title')}
        </Button>
      }
    >
      <Stack gap="md">
        <div className="fvProgressFilter">
          <SegmentedControl
            fullWidth
            aria-label={t('progress.interval')}
            value={shown}
            onChange={(value) => setInterval(value)}
            data={intervals.map((value) => ({ value, label: t(`progress.intervals.${value}`) }))}
          />
          <PeriodField
            value={period}
            recentLabel={t(`progress.range.${interval}`)}
            today={today}
            onChange={setPeriod}
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
        {isEarlier && (
          <EarlierNote
            lastOn={lastOn}
            onShowAll={() => {
              setPeriod({ ...recent, kind: 'all' })
              setInterval('month')
            }}
          />
        )}
        <SummaryTiles query={{ ...asked, ...category }} />
        <Suspense fallback={<Skeleton height={420} radius="lg" />}>
          <ProgressChart filter={{ interval: shown, ...days, ...category }} />
        </Suspense>
        <MuscleSets />
        <RecordList />
      </Stack>
    </Page>
  )
}
