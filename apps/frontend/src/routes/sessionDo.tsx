import type { sessionsApi } from '@fitvibe/contract'
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { ExercisePicker } from '../features/exercises/exercisePicker.tsx'
import { SuggestionLine } from '../features/records/suggestionLine.tsx'
import { useSession, useUpdateSession } from '../features/sessions/sessionQueries.ts'
import { CorrectForm } from '../features/training/correctForm.tsx'
import { LiveForm } from '../features/training/liveForm.tsx'
import {
  useCompleteSession,
  useLog,
  useStartSession,
  useUndoStart,
} from '../features/training/trainingQueries.ts'
import { toastSuccess } from '../lib/toast.ts'

/** Logs a session in progress or corrects a completed one. */
export function SessionDoRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const session = useSession(id)
  if (session.data) return <DoPage key={id} session={session.data} />
  return (
    <Page title={t('session.name')}>
      <ErrorNote error={session.error} onRetry={() => void session.refetch()} />
      {session.isPending && <CardSkeletons count={4} />}
    </Page>
  )
}

interface PageProps {
  readonly session: sessionsApi.Session
}

function DoPage({ session }: PageProps) {
  const complete = useCompleteSession(session.id)
  if (session.status === 'canceled') return <Navigate to={`/sessions/${session.id}`} replace />
  // Right after completing, the session is completed before the navigation has happened.
  const isCorrection = session.status === 'completed' && !complete.isSuccess
  return isCorrection ? (
    <CorrectPage session={session} />
  ) : (
    <LivePage session={session} complete={complete} />
  )
}

function CorrectPage({ session }: PageProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const correct = useUpdateSession(session.id)
  return (
    <Page title={session.title} subtitle={t('log.correctHint')}>
      <CorrectForm
        session={session}
        error={correct.error}
        isBusy={correct.isPending}
        onSubmit={(correction, deleteDraft) =>
          correct.mutate(correction, {
            onSuccess: ({ badges }) => {
              deleteDraft()
              toastSuccess(t('log.corrected'))
              void navigate(`/sessions/${session.id}`, { replace: true, state: { badges } })
            },
          })
        }
      />
    </Page>
  )
}

interface LivePageProps extends PageProps {
  readonly complete: ReturnType<typeof useCompleteSession>
}

function LivePage({ session, complete }: LivePageProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const log = useLog(session.id)
  const { mutate: start } = useStartSession(session.id)
  const undo = useUndoStart(session.id)
  const page = `/sessions/${session.id}`
  const isUnstarted = session.status === 'planned' && session.startedAt === null && !undo.isSuccess
  const canUndo =
    session.startedAt !== null && log.data?.exercises.every(({ logged }) => logged.length === 0)

  useEffect(() => {
    if (isUnstarted) start()
  }, [isUnstarted, start])

  return (
    <Page
      title={session.title}
      subtitle={t('log.doHint')}
      actions={
        canUndo && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() =>
              undo.mutate(undefined, { onSuccess: () => void navigate(page, { replace: true }) })
            }
          >
            {t('live.undoStart')}
          </Button>
        )
      }
    >
      <ErrorNote error={log.error} onRetry={() => void log.refetch()} />
      {log.isPending && <CardSkeletons count={4} />}
      {log.data && (
        <LiveForm
          log={log.data}
          picker={ExercisePicker}
          hint={SuggestionLine}
          isBusy={complete.isPending}
          onFinish={(completion, deleteDraft) =>
            complete.mutate(completion, {
              onSuccess: ({ award, badges }) => {
                deleteDraft()
                toastSuccess(t('log.completed'))
                void navigate(page, { replace: true, state: { award, badges } })
              },
            })
          }
        />
      )}
    </Page>
  )
}
