import { type Scope, sessionsApi } from '@fitvibe/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { ExercisePicker } from '../features/exercises/exercisePicker.tsx'
import { toExercises, toInput } from '../features/planning/plan.ts'
import { type SessionChange, useUpdatePlan } from '../features/planning/planningQueries.ts'
import { toRepeat, toRule } from '../features/planning/repeat.ts'
import { ScopeDialog } from '../features/planning/scopeDialog.tsx'
import { SessionForm } from '../features/planning/sessionForm.tsx'
import { Advice } from '../features/records/advice.tsx'
import { useSession } from '../features/sessions/sessionQueries.ts'
import { toastSuccess } from '../lib/toast.ts'
import { toWallTime } from '../lib/zones.ts'

export function SessionEditRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const session = useSession(id)
  return (
    <Page title={t('plan.editTitle')}>
      <ErrorNote error={session.error} onRetry={() => void session.refetch()} />
      {session.isPending && <CardSkeletons />}
      {session.data && <EditForm session={session.data} />}
    </Page>
  )
}

function EditForm({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { timezone } = session
  const update = useUpdatePlan(session.id)
  const [waiting, setWaiting] = useState<SessionChange | null>(null)
  const page = `/sessions/${session.id}`
  if (session.status !== 'planned') return <Navigate to={page} replace />
  const wall = session.plannedFor ? toWallTime(new Date(session.plannedFor), timezone) : null
  const { recurrenceRule: rule, occurrenceOn } = session
  // A session that was moved alone is not on a day of the rule, so the form cannot offer the rule.
  const repeat = rule && wall?.day === occurrenceOn ? toRepeat(rule, wall.day) : undefined
  const save = (scope: Scope, body: SessionChange) =>
    update.mutate(
      { scope, body },
      {
        onSuccess: () => {
          toastSuccess(t('plan.saved'))
          void navigate(page, { replace: true })
        },
        onSettled: () => setWaiting(null),
      },
    )
  return (
    <>
      <SessionForm
        kind="plan"
        initial={{
          title: session.title,
          notes: session.notes ?? '',
          day: wall?.day ?? '',
          time: wall?.time ?? '',
          durationSec: null,
          ...(repeat && { repeat }),
          exercises: toExercises(session),
        }}
        picker={ExercisePicker}
        advice={Advice}
        sessionId={session.id}
        timezone={timezone}
        action={t('common.save')}
        error={update.error}
        isBusy={update.isPending}
        schema={sessionsApi.updateSession.body}
        bodyOf={({ title, notes, exercises, day, repeat: chosen }, at) => {
          const newRule = repeat && chosen && day === wall?.day && toRule(chosen, day)
          return {
            title,
            notes: notes.trim() || null,
            plannedFor: at,
            exercises: toInput(exercises, 'planned'),
            ...(newRule && newRule !== toRule(repeat, day) && { recurrenceRule: newRule }),
          }
        }}
        onSubmit={(body) => {
          if (session.seriesId === null) save('this', body)
          else setWaiting(body)
        }}
      />
      <ScopeDialog
        isOpen={waiting !== null}
        title={t('plan.editTitle')}
        isBusy={update.isPending}
        {...(waiting?.recurrenceRule && { scopes: ['following'] as const })}
        onClose={() => setWaiting(null)}
        onChoose={(scope) => waiting && save(scope, waiting)}
      />
    </>
  )
}
