import { Button, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { usePreferences } from '../../lib/me.ts'
import { addDays, toInstant, toWallTime } from '../../lib/zones.ts'
import { useCloneSession } from './feedQueries.ts'

interface CloneFormProps {
  readonly sessionId: string
  readonly onCloned: (newSessionId: string) => void
}

/** Takes a shared session into one's own plan, on a day of one's own or on none yet. */
export function CloneForm({ sessionId, onCloned }: CloneFormProps) {
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const clone = useCloneSession(sessionId)
  const [day, setDay] = useState(() => addDays(toWallTime(new Date(), timezone).day, 1))
  const [time, setTime] = useState('18:00')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const plannedFor = day ? toInstant({ day, time: time || '18:00' }, timezone) : null
    clone.mutate(plannedFor ? { plannedFor: plannedFor.toISOString(), timezone } : {}, {
      onSuccess: ({ newSessionId }) => onCloned(newSessionId),
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            type="date"
            label={t('plan.day')}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('plan.time')}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </SimpleGrid>
        <ErrorNote error={clone.error} />
        <Button type="submit" loading={clone.isPending} fullWidth>
          {t('feed.clone')}
        </Button>
      </Stack>
    </form>
  )
}
