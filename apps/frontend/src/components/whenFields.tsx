import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useCodecs } from '../lib/useFormat.ts'
import type { WallTime } from '../lib/zones.ts'
import { NumberField } from './numberField.tsx'

/** Start and length of a session that is done. */
export interface When extends WallTime {
  /** Null to estimate it from the sets. */
  readonly durationSec: number | null
}

interface WhenFieldsProps {
  readonly value: When
  readonly errors?: Readonly<Partial<Record<'startedAt' | 'durationSec', ReactNode>>>
  readonly onChange: (value: When) => void
}

/** Fields for day, time and length of a session that is done. */
export function WhenFields({ value, errors = {}, onChange }: WhenFieldsProps) {
  const { t } = useTranslation()
  const codecs = useCodecs()
  return (
    <>
      <TextInput
        type="date"
        label={t('log.startedOn')}
        required
        withAsterisk={false}
        value={value.day}
        onChange={(event) => onChange({ ...value, day: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('log.startedAt')}
        required
        withAsterisk={false}
        value={value.time}
        error={errors.startedAt}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
      <NumberField
        label={t('log.duration')}
        placeholder={t('log.estimated')}
        codec={codecs.sessionSec}
        value={value.durationSec}
        error={errors.durationSec}
        onChange={(durationSec) => onChange({ ...value, durationSec })}
      />
    </>
  )
}
