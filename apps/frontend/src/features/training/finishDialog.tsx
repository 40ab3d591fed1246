import { sessionsApi } from '@fitvibe/contract'
import { Alert, Button, Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { NumberField } from '../../components/numberField.tsx'
import { type When, WhenFields } from '../../components/whenFields.tsx'
import { usePreferences } from '../../lib/me.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useCodecs } from '../../lib/useFormat.ts'
import { type Progress, suggestedWhen, toTimes } from './finish.ts'
import type { Completion } from './trainingQueries.ts'

export type Done = Omit<Completion, 'actuals'>

interface FinishDraft extends When {
  readonly calories: number | null
}

interface FinishDialogProps {
  readonly isOpen: boolean
  readonly counts: { readonly done: number; readonly open: number }
  readonly progress: Progress
  readonly isBusy: boolean
  readonly onTickAll: () => void
  readonly onFinish: (done: Done) => void
  readonly onClose: () => void
}

/**
 * Asks for the start, the duration and the calories of a session. Completing is final, so Enter in a
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
      {/* Ticking sets changes what their time suggests. */}
      <FinishFields key={props.counts.done} {...props} />
    </Modal>
  )
}

function FinishFields({ counts, progress, isBusy, onTickAll, onFinish }: FinishDialogProps) {
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const codecs = useCodecs()
  const [suggested] = useState(() => suggestedWhen(progress, new Date(), timezone))
  const bodyOf = ({ calories, ...when }: FinishDraft): Done => ({
    ...toTimes(when, suggested, timezone),
    ...(calories !== null && { calories }),
  })
  const initialValues: FinishDraft = { ...suggested, calories: null }
  const form = useForm({
    initialValues,
    transformValues: bodyOf,
    validate: schemaResolver<FinishDraft>(sessionsApi.completeSession.body, { bodyOf }),
  })
  const { calories, ...when } = form.values

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
        <WhenFields value={when} onChange={(changed) => form.setValues(changed)} />
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
        disabled={!when.day || !when.time}
        fullWidth
        onClick={() => form.onSubmit(onFinish)()}
      >
        {t('log.finish')}
      </Button>
    </Stack>
  )
}
