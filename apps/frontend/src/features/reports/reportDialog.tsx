import { reportsApi } from '@fitvibe/contract'
import { Button, Modal, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { maxLengthOf, schemaResolver } from '../../lib/schemaForm.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { type Subject, useReport } from './reportQueries.ts'

interface ReportDialogProps {
  readonly subject: Subject
  /** Title of the session, or name of the person or exercise. */
  readonly name: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

interface Draft {
  readonly reason: reportsApi.ReportReason
  readonly text: string
}

// All reports have the same body.
const schema = reportsApi.reportSession.body

const bodyOf = ({ reason, text }: Draft) => ({ reason, ...(text.trim() && { text }) })

export function ReportDialog({ subject, name, isOpen, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  const report = useReport(subject)
  const form = useForm({
    initialValues: { reason: 'spam', text: '' },
    transformValues: bodyOf,
    validate: schemaResolver<Draft>(schema, { bodyOf }),
  })
  const close = () => {
    report.reset()
    onClose()
  }
  const send = form.onSubmit((body) =>
    report.mutate(body, {
      onSuccess: () => {
        toastSuccess(t('reports.sent'))
        form.setFieldValue('text', '')
        close()
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('reports.reportTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <Choice
            label={t('reports.reason')}
            options={reportsApi.ReportReason.options}
            labelOf={(reason) => t(`reports.reasons.${reason}`)}
            value={form.values.reason}
            onChange={(reason) => reason && form.setFieldValue('reason', reason)}
            data-autofocus
          />
          <Textarea
            label={t('reports.text')}
            autosize
            minRows={3}
            maxLength={maxLengthOf(schema.shape.text)}
            {...form.getInputProps('text')}
          />
          <ErrorNote error={formError(report.error, ['text'])} />
          <Button type="submit" loading={report.isPending}>
            {t('reports.send')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
