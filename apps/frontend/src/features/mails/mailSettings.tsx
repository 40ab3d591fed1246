import type { mailsApi } from '@fitvibe/contract'
import { Paper, Stack, Switch, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useMailSettings, useUpdateMailSettings } from './mailQueries.ts'

const HOURS = [1, 2, 3, 6, 12, 24, 48]

/** Turns the mails on and off that nobody gets unless they want them; saves each change at once. */
export function MailSettings() {
  const { t } = useTranslation()
  const { data: settings, error } = useMailSettings()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('mails.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('mails.hint')}
          </Text>
        </div>
        <ErrorNote error={error} />
        {settings && <Settings settings={settings} />}
      </Stack>
    </Paper>
  )
}

function Settings({ settings }: { readonly settings: mailsApi.MailSettings }) {
  const { t } = useTranslation()
  const update = useUpdateMailSettings()
  const save = (changes: Partial<mailsApi.MailSettings>) =>
    update.mutate(changes, { onSuccess: () => toastSuccess(t('mails.saved')) })
  const { reminderHours, weekSummary } = update.isPending
    ? { ...settings, ...update.variables }
    : settings
  // A program may have chosen another number of hours.
  const hours = [...new Set([...HOURS, ...(reminderHours ? [reminderHours] : [])])]
  return (
    <>
      <Choice
        label={t('mails.reminder')}
        none={t('mails.noReminder')}
        options={hours.toSorted((a, b) => a - b).map(String)}
        labelOf={(count) => t('mails.hoursBefore', { count: Number(count) })}
        value={reminderHours ? String(reminderHours) : null}
        onChange={(count) => save({ reminderHours: count ? Number(count) : null })}
      />
      <Switch
        label={t('mails.weekSummary')}
        description={t('mails.weekSummaryHint')}
        checked={weekSummary ?? false}
        onChange={(event) => save({ weekSummary: event.currentTarget.checked })}
      />
      <ErrorNote error={update.error} />
    </>
  )
}
