import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useShiftSession } from './planningQueries.ts'

interface ShiftDialogProps {
  readonly id: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

const choices = ['1', '2', '3', '4', '5', '6', '7', '14'] as const

/** Moves a session that was missed, and the rest of its series by as much. */
export function ShiftDialog({ id, isOpen, onClose }: ShiftDialogProps) {
  const { t } = useTranslation()
  const [days, setDays] = useState<(typeof choices)[number]>('1')
  const shift = useShiftSession(id)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shift.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text>{t('shift.text')}</Text>
        <Choice
          label={t('shift.by')}
          options={choices}
          labelOf={(choice) => t('shift.days', { count: Number(choice) })}
          value={days}
          onChange={(choice) => setDays(choice ?? '1')}
        />
        <ErrorNote error={shift.error} />
        <Button
          loading={shift.isPending}
          onClick={() =>
            shift.mutate(
              { days: Number(days) },
              {
                onSuccess: () => {
                  toastSuccess(t('shift.done'))
                  onClose()
                },
              },
            )
          }
        >
          {t('shift.action')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </Stack>
    </Modal>
  )
}
