import { sessionsApi } from '@fitvibe/contract'
import { Alert, Button, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { NumberField } from '../../components/numberField.tsx'
import { usePreferences } from '../../lib/me.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useCodecs } from '../../lib/useFormat.ts'
import { toInstant, toWallTime, type WallTime } from '../../lib/zones.ts'
import type { Completion } from './trainingQueries.ts'

export type Done = Omit<Completion, 'actuals'>

interface FinishDraft extends WallTime {
  readonly durationSec: number | null
  readonly calories: number | null
}

interface FinishDialogProps {
  readonly isOpen: boolean
  readonly counts: { readonly done: number; readonly open: number }
  readonly startedAt: string
  readonly isBusy: boolean
  readonly onTickAll: () => void
  readonly onFinish: (done: Done) => void
  readonly onClose: () => void
}

// Outside 10 minutes to 6 hours, the session was probably typed in afterwards or left open.
const isPlausible = (seconds: number) => seconds >= 600 && seconds < 21_600

/**
 * Asks for the end, the duration and the calories of a session. Completing is final, so Enter in a
 * field does not submit.
 */
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
  const [now] = useState(() => toWallTime(new Date(), timezone))
  const bodyOf = ({ day, time, durationSec, calories }: FinishDraft): Done => {
    const isNow = day === now.day && time === now.time
    return {
      ...(isNow && isPlausible(elapsedSec) && { startedAt }),
      ...(!isNow && { completedAt: toInstant({ day, time }, timezone).toISOString() }),
      ...(durationSec !== null && { durationSec }),
      ...(calories !== null && { calories }),
    }
  }
  const initialValues: FinishDraft = {
    ...now,
    durationSec: isPlausible(elapsedSec) ? elapsedSec : null,
    calories: null,
  }
  const form = useForm({
    initialValues,
    transformValues: bodyOf,
    validate: schemaResolver<FinishDraft>(sessionsApi.completeSession.body, { bodyOf }),
  })
  const { day, time, durationSec, calories } = form.values

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
        <TextInput type="date" label={t('log.doneOn')} required {...form.getInputProps('day')} />
        <TextInput type="time" label={t('plan.time')} required {...form.getInputProps('time')} />
        <NumberField
          label={t('log.duration')}
          placeholder={t('log.estimated')}
          codec={codecs.sessionSec}
          value={durationSec}
          onChange={(seconds) => form.setFieldValue('durationSec', seconds)}
        />
        <NumberField
          label={t('log.calories')}
          placeholder={t('log.estimated')}
          codec={codecs.calories}
          value={calories}
          onChange={(kcal) => form.setFieldValue('calories', kcal)}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('log.estimatedHint')}
      </Text>
      <Button
        loading={isBusy}
        disabled={!day || !time}
        fullWidth
        onClick={() => form.onSubmit(onFinish)()}
      >
        {t('log.finish')}
      </Button>
    </Stack>
  )
}
