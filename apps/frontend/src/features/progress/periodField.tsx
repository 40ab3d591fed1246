import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import type { Period } from './period.ts'

interface PeriodFieldProps {
  readonly value: Period
  /** The name of the latest buckets, such as "The last 12 weeks". */
  readonly recentLabel: string
  readonly today: string
  readonly onChange: (period: Period) => void
}

const kinds = ['recent', 'all', 'own'] as const

/** Chooses the latest weeks, all of the training, or days that the user picks. */
export function PeriodField({ value, recentLabel, today, onChange }: PeriodFieldProps) {
  const { t } = useTranslation()
  return (
    <>
      <Choice
        aria-label={t('progress.period')}
        options={kinds}
        labelOf={(kind) => (kind === 'recent' ? recentLabel : t(`progress.periods.${kind}`))}
        value={value.kind}
        onChange={(kind) => kind && onChange({ ...value, kind })}
      />
      {value.kind === 'own' && (
        <SimpleGrid cols={2} spacing="sm" className="fvSpanAll">
          <TextInput
            type="date"
            label={t('progress.from')}
            max={value.to || today}
            value={value.from}
            onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('progress.to')}
            min={value.from}
            max={today}
            value={value.to}
            onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
          />
        </SimpleGrid>
      )}
    </>
  )
}
