import { feedApi } from '@fitvibe/contract'
import { Button, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { usePreferences } from '../../lib/me.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { addDays, toInstant, toWallTime, type WallTime } from '../../lib/zones.ts'
import { useCloneSession } from './feedQueries.ts'

interface CloneFormProps {
  readonly sessionId: string
  readonly onCloned: (newSessionId: string) => void
}

const DEFAULT_TIME = '18:00'

/** Copies a shared session into the user's own plan, on a chosen day or without a date. */
export function CloneForm({ sessionId, onCloned }: CloneFormProps) {
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const clone = useCloneSession(sessionId)
  const bodyOf = ({ day, time }: WallTime) => {
    if (!day) return {}
    const plannedFor = toInstant({ day, time: time || DEFAULT_TIME }, timezone).toISOString()
    return { plannedFor, timezone }
  }
  const form = useForm({
    initialValues: {
      day: addDays(toWallTime(new Date(), timezone).day, 1),
      time: DEFAULT_TIME,
    },
    transformValues: bodyOf,
    validate: schemaResolver(feedApi.cloneSession.body, { bodyOf }),
  })
  const refused = clone.error ? fieldErrors(clone.error) : {}
  const submit = form.onSubmit((body) =>
    clone.mutate(body, { onSuccess: ({ newSessionId }) => onCloned(newSessionId) }),
  )
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            type="date"
            label={t('plan.day')}
            {...form.getInputProps('day')}
            error={refused.plannedFor}
          />
          <TextInput type="time" label={t('plan.time')} {...form.getInputProps('time')} />
        </SimpleGrid>
        <ErrorNote error={formError(clone.error, ['plannedFor'])} />
        <Button type="submit" loading={clone.isPending} fullWidth>
          {t('feed.clone')}
        </Button>
      </Stack>
    </form>
  )
}
