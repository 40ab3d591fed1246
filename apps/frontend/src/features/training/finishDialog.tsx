import { Alert, Button, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { NumberField } from '../../components/numberField.tsx'
import { usePreferences } from '../../lib/me.ts'
import { useCodecs } from '../../lib/useFormat.ts'
import { toInstant, toWallTime } from '../../lib/zones.ts'
import type { Completion } from './trainingQueries.ts'

export type Done = Omit<Completion, 'actuals'>

interface FinishDialogProps {
  readonly isOpen: boolean
  readonly counts: { readonly done: number; readonly open: number }
  readonly startedAt: string
  readonly isBusy: boolean
  readonly onTickAll: () => void
  readonly onFinish: (done: Done) => void
  readonly onClose: () => void
}

// Somebody who wrote the session up afterwards did not train for two minutes, nor all day.
const isBelievable = (seconds: number) => seconds >= 600 && seconds < 21_600

/** The last look before a session is completed once and for all. */
export function FinishDialog(props: FinishDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('log.finishTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <FinishFields {...props} />
    </Modal>
  )
}

function FinishFields({ counts, startedAt, isBusy, onTickAll, onFinish }: FinishDialogProps) {
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const codecs = useCodecs()
  const elapsedSec = Math.round((Date.now() - Date.parse(startedAt)) / 1000)
  const [wall, setWall] = useState(() => toWallTime(new Date(), timezone))
  const [isNow, setIsNow] = useState(true)
  const [durationSec, setDurationSec] = useState<number | null>(
    isBelievable(elapsedSec) ? elapsedSec : null,
  )
  const [calories, setCalories] = useState<number | null>(null)
  const change = (part: Partial<typeof wall>) => {
    setWall({ ...wall, ...part })
    setIsNow(false)
  }
  const finish = () =>
    onFinish({
      ...(isNow && isBelievable(elapsedSec) && { startedAt }),
      ...(!isNow && { completedAt: toInstant(wall, timezone).toISOString() }),
      ...(durationSec !== null && { durationSec }),
      ...(calories !== null && { calories }),
    })

  return (
    <Stack>
      <Text>{t('log.setsDone', { count: counts.done })}</Text>
      {counts.open > 0 && (
        <Alert color="amber">
          <Text size="sm" mb="xs">
            {t('log.setsOpen', { count: counts.open })}
          </Text>
          <Button variant="default" onClick={onTickAll}>
            {t('log.tickAll')}
          </Button>
        </Alert>
      )}
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          type="date"
          label={t('log.doneOn')}
          value={wall.day}
          required
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('plan.time')}
          value={wall.time}
          required
          onChange={(event) => change({ time: event.currentTarget.value })}
        />
        <NumberField
          label={t('log.duration')}
          placeholder={t('log.estimated')}
          codec={codecs.sessionSec}
          value={durationSec}
          onChange={setDurationSec}
        />
        <NumberField
          label={t('log.calories')}
          placeholder={t('log.estimated')}
          codec={codecs.calories}
          value={calories}
          onChange={setCalories}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('log.estimatedHint')}
      </Text>
      <Button onClick={finish} loading={isBusy} disabled={!wall.day || !wall.time} fullWidth>
        {t('log.finish')}
      </Button>
    </Stack>
  )
}
