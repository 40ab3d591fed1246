import { reportsApi } from '@fitvibe/contract'
import { Badge, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { maxLengthOf, schemaResolver } from '../../lib/schemaForm.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useReopen, useResolve } from './reportQueries.ts'
import { useSubjectText } from './useSubjectText.ts'

/** A report with the content at the time it was reported, and the decision buttons. */
export function ReportCard({ report }: { readonly report: reportsApi.Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { snapshot } = report
  const subjectText = useSubjectText()
  const notes = snapshot.exercises.filter((exercise) => exercise.notes)
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4" className="fvCardTitle">
            {subjectText(report.kind, snapshot.username, snapshot.title)}
          </Title>
          <Badge variant="light" color="red">
            {t(`reports.reasons.${report.reason}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t('reports.by', { name: report.reporter, when: format.dateTime(report.createdAt) })}
        </Text>
        {report.text && <Text className="fvProse">{report.text}</Text>}
        {report.kind === 'session' && snapshot.exercises.length > 0 && (
          <Text size="sm" className="fvProse">
            {snapshot.exercises.map((exercise) => exercise.name).join(' · ')}
          </Text>
        )}
        {notes.map((exercise) => (
          <Text key={exercise.name} size="sm" className="fvProse">
            {exercise.name}: {exercise.notes}
          </Text>
        ))}
        {report.note && (
          <Text size="sm">{t('reports.decidedBecause', { reason: report.note })}</Text>
        )}
        {report.status === 'open' && <Decision report={report} />}
        {report.status !== 'open' && report.status !== 'account_suspended' && (
          <Reopen id={report.id} />
        )}
      </Stack>
    </Paper>
  )
}

function Decision({ report }: { readonly report: reportsApi.Report }) {
  const { t } = useTranslation()
  const resolve = useResolve(report.id)
  const form = useForm({
    initialValues: { reason: '' },
    validate: schemaResolver(reportsApi.resolveReport.body),
  })
  const decide = (outcome: Exclude<reportsApi.Report['status'], 'open'>) => ({
    disabled: !form.isValid(),
    loading: resolve.isPending && resolve.variables.outcome === outcome,
    onClick: () =>
      form.onSubmit(({ reason }) =>
        resolve.mutate(
          { outcome, reason },
          {
            onSuccess: () => toastSuccess(t('reports.decided')),
            onError: (error) => form.setErrors(fieldErrors(error)),
          },
        ),
      )(),
  })
  return (
    <Stack gap="sm">
      <TextInput
        label={t('reports.because')}
        description={t('reports.becauseHint')}
        maxLength={maxLengthOf(reportsApi.resolveReport.body.shape.reason)}
        {...form.getInputProps('reason')}
      />
      <ErrorNote error={formError(resolve.error, ['reason'])} />
      <Group gap="xs">
        <Button variant="default" {...decide('dismissed')}>
          {t('reports.dismiss')}
        </Button>
        {report.kind === 'session' && (
          <Button variant="default" {...decide('session_hidden')}>
            {t('reports.hideSession')}
          </Button>
        )}
        {report.kind === 'exercise' && (
          <Button variant="default" {...decide('exercise_hidden')}>
            {t('reports.hideExercise')}
          </Button>
        )}
        <Button color="red" {...decide('account_suspended')}>
          {t('reports.suspend')}
        </Button>
      </Group>
    </Stack>
  )
}

function Reopen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const reopen = useReopen(id)
  return (
    <Button
      variant="default"
      loading={reopen.isPending}
      onClick={() =>
        reopen.mutate(undefined, { onSuccess: () => toastSuccess(t('reports.reopened')) })
      }
    >
      {t('reports.reopen')}
    </Button>
  )
}
