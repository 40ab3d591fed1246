import { sessionsApi } from '@fitvibe/contract'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { useShiftSession } from './planningQueries.ts'

interface ShiftDialogProps {
  readonly id: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

const choices = ['1', '2', '3', '4', '5', '6', '7', '14'] as const

interface Draft {
  readonly days: (typeof choices)[number]
}

const bodyOf = ({ days }: Draft) => ({ days: Number(days) })

/** Moves a missed session, and the rest of its series, by the same number of days. */
export function ShiftDialog({ id, isOpen, onClose }: ShiftDialogProps) {
  const { t } = useTranslation()
  const shift = useShiftSession(id)
  const form = useForm({
    initialValues: { days: '1' },
    transformValues: bodyOf,
    validate: schemaResolver<Draft>(sessionsApi.shiftSession.body, { bodyOf }),
  })
  const submit = form.onSubmit((body) =>
    shift.mutate(body, {
      onSuccess: () => {
        toastSuccess(t('shift.done'))
        onClose()
      },
    }),
  )
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shift.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text>{t('shift.text')}</Text>
          <Choice
            label={t('shift.by')}
            options={choices}
            labelOf={(choice) => t('shift.days', { count: Number(choice) })}
            value={form.values.days}
            onChange={(choice) => form.setFieldValue('days', choice ?? '1')}
          />
          <ErrorNote error={shift.error} />
          <Button type="submit" loading={shift.isPending}>
            {t('shift.action')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.back')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
