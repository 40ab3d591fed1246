import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { type Effort, efforts } from '../../lib/measures.ts'

interface EffortChoiceProps {
  readonly value: Effort
  readonly onChange: (value: Effort) => void
}

/** Chooses how to log effort: RPE or repetitions in reserve. */
export function EffortChoice({ value, onChange }: EffortChoiceProps) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('live.effort')}
      value={value}
      onChange={(chosen) => onChange(chosen)}
      data={efforts.map((effort) => ({
        value: effort,
        label: t(`measure.${effort}`),
      }))}
    />
  )
}
