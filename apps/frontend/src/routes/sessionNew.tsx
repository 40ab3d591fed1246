import { sessionsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { ExercisePicker } from '../features/exercises/exercisePicker.tsx'
import { toExercises, toInput } from '../features/planning/plan.ts'
import { useCreateSession } from '../features/planning/planningQueries.ts'
import { noRepeat, toRule } from '../features/planning/repeat.ts'
import { SessionForm } from '../features/planning/sessionForm.tsx'
import { Advice } from '../features/records/advice.tsx'
import { useSession } from '../features/sessions/sessionQueries.ts'
import { usePreferences } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { addDays, toWallTime } from '../lib/zones.ts'

/** Plans a session; `?from=` copies an earlier one. */
export function SessionNewRoute() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const from = params.get('from')
  const source = useSession(from)
  return (
    <Page title={t('plan.newTitle')}>
      {source.isError && <ErrorNote error={source.error} />}
      {from && source.isPending ? <CardSkeletons /> : <NewSession source={source.data ?? null} />}
    </Page>
  )
}

function NewSession({ source }: { readonly source: sessionsApi.Session | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { timezone } = usePreferences()
  const create = useCreateSession()
  const initial = {
    title: source?.title ?? '',
    notes: source?.notes ?? '',
    day: addDays(toWallTime(new Date(), timezone).day, 1),
    time: source?.plannedFor ? toWallTime(new Date(source.plannedFor), timezone).time : '18:00',
    durationSec: null,
    repeat: noRepeat,
    exercises: source ? toExercises(source) : [],
  }
  return (
    <SessionForm
      kind="plan"
      initial={initial}
      picker={ExercisePicker}
      advice={Advice}
      action={t('plan.save')}
      error={create.error}
      isBusy={create.isPending}
      schema={sessionsApi.createSession.body}
      bodyOf={({ title, notes, exercises, day, repeat = noRepeat }, at) => ({
        title,
        ...(notes.trim() && { notes }),
        ...(at && { plannedFor: at }),
        timezone,
        recurrenceRule: toRule(repeat, day),
        exercises: toInput(exercises, 'planned'),
      })}
      onSubmit={(body) =>
        create.mutate(body, {
          onSuccess: ({ id }) => {
            toastSuccess(t('plan.saved'))
            void navigate(`/sessions/${id}`, { replace: true })
          },
        })
      }
    />
  )
}
