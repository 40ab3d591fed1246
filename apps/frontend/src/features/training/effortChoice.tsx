import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export type Effort = 'rpe' | 'rir'

interface EffortChoiceProps {
  readonly value: Effort
  readonly onChange: (value: Effort) => void
}

/** Whether one writes down how hard a set was, or how many repetitions were left. */
export function EffortChoice({ value, onChange }: EffortChoiceProps) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('live.effort')}
      value={value}
      onChange={(chosen) => onChange(chosen)}
      data={(['rpe', 'rir'] as const).map((one) => ({ value: one, label: t(`measure.${one}`) }))}
    />
  )
}
