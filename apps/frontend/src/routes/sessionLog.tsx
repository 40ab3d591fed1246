import { sessionsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { Page } from '../components/page.tsx'
import { ExercisePicker } from '../features/exercises/exercisePicker.tsx'
import { toInput } from '../features/planning/plan.ts'
import { useCreateSession } from '../features/planning/planningQueries.ts'
import { SessionForm } from '../features/planning/sessionForm.tsx'
import { usePreferences } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { toWallTime } from '../lib/zones.ts'

/** Logs a finished session that was not planned. */
export function SessionLogRoute() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { timezone } = usePreferences()
  const create = useCreateSession()
  return (
    <Page title={t('log.title')} subtitle={t('log.subtitle')}>
      <SessionForm
        kind="log"
        initial={{
          title: '',
          notes: '',
          ...toWallTime(anHourAgo(), timezone),
          durationSec: null,
          exercises: [],
        }}
        picker={ExercisePicker}
        action={t('log.save')}
        error={create.error}
        isBusy={create.isPending}
        schema={sessionsApi.createSession.body}
        bodyOf={({ title, notes, exercises, durationSec }, at) => ({
          title,
          ...(notes.trim() && { notes }),
          timezone,
          exercises: toInput(exercises, 'actual'),
          completed: {
            ...(at && { startedAt: at }),
            ...(durationSec !== null && { durationSec }),
          },
        })}
        onSubmit={(body) =>
          create.mutate(body, {
            onSuccess: ({ id, pointsAwarded, badges }) => {
              toastSuccess(t('log.saved', { count: pointsAwarded ?? 0 }))
              void navigate(`/sessions/${id}`, { replace: true, state: { badges } })
            },
          })
        }
      />
    </Page>
  )
}

/** A likely start: an hour ago, to five minutes. */
const anHourAgo = () => new Date(Math.floor(Date.now() / 300_000) * 300_000 - 3_600_000)
