import { reportsApi } from '@fitvibe/contract'
import { Button, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { type Subject, useReport } from './reportQueries.ts'

interface ReportDialogProps {
  readonly subject: Subject
  /** The session's title or the person's name. */
  readonly name: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function ReportDialog({ subject, name, isOpen, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  const report = useReport(subject)
  const [reason, setReason] = useState<reportsApi.ReportReason>('spam')
  const [text, setText] = useState('')
  const close = () => {
    report.reset()
    onClose()
  }
  const send = () =>
    report.mutate(
      { reason, ...(text.trim() && { text }) },
      {
        onSuccess: () => {
          toastSuccess(t('reports.sent'))
          setText('')
          close()
        },
      },
    )
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('reports.reportTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Choice
          label={t('reports.reason')}
          options={reportsApi.ReportReason.options}
          labelOf={(one) => t(`reports.reasons.${one}`)}
          value={reason}
          onChange={(one) => one && setReason(one)}
          data-autofocus
        />
        <Textarea
          label={t('reports.text')}
          autosize
          minRows={3}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ErrorNote error={report.error} />
        <Button onClick={send} loading={report.isPending}>
          {t('reports.send')}
        </Button>
      </Stack>
    </Modal>
  )
}
