import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { formatDuration } from '../../lib/durations.ts'

export interface Rest {
  /** Unix time, ms: the countdown stays right on a phone that was asleep. */
  readonly endsAt: number
  readonly seconds: number
}

interface RestTimerProps {
  readonly rest: Rest
  readonly onExtend: () => void
  readonly onClose: () => void
}

/** Counts down the rest after a set and vibrates where the device can. */
export function RestTimer({ rest, onExtend, onClose }: RestTimerProps) {
  const { t } = useTranslation()
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((rest.endsAt - now) / 1000))

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left === 0 && 'vibrate' in navigator) navigator.vibrate([200, 100, 200])
  }, [left])

  return (
    <div className="fvRest" role="timer" aria-label={t('log.rest')}>
      <div className="fvRestBar" style={{ width: `${(left / rest.seconds) * 100}%` }} />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={650} className="fvDigits">
          {left > 0 ? `${t('log.rest')} ${formatDuration(left)}` : t('log.restOver')}
        </Text>
        <Group gap={4} wrap="nowrap">
          <Button variant="subtle" onClick={onExtend}>
            {t('log.extend')}
          </Button>
          <ActionIcon variant="subtle" size={44} aria-label={t('log.endRest')} onClick={onClose}>
            <Icon name="close" />
          </ActionIcon>
        </Group>
      </Group>
    </div>
  )
}
