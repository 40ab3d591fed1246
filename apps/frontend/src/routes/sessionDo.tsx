import type { sessionsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { LogForm } from '../features/sessions/logForm.tsx'
import {
  type Completion,
  useCompleteSession,
  useSession,
  useUpdateSession,
} from '../features/sessions/sessionQueries.ts'
import { toastSuccess } from '../lib/toast.ts'

/** Logs a planned session, or corrects what was logged. */
export function SessionDoRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const session = useSession(id)
  if (session.data) return <DoPage session={session.data} />
  return (
    <Page title={t('session.name')}>
      <ErrorNote error={session.error} onRetry={() => void session.refetch()} />
      {session.isPending && <CardSkeletons count={4} />}
    </Page>
  )
}

function DoPage({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const complete = useCompleteSession(session.id)
  const correct = useUpdateSession(session.id)
  const page = `/sessions/${session.id}`
  // The answer to completing arrives before the way back to the page is taken.
  const isCorrection = session.status === 'completed' && !complete.isSuccess

  if (session.status === 'canceled') return <Navigate to={page} replace />
  const submit = ({ actuals = [], ...done }: Completion, forget: () => void) => {
    if (isCorrection) {
      correct.mutate(
        { actuals },
        {
          onSuccess: () => {
            forget()
            toastSuccess(t('log.corrected'))
            void navigate(page, { replace: true })
          },
        },
      )
      return
    }
    complete.mutate(
      { actuals, ...done },
      {
        onSuccess: ({ award }) => {
          forget()
          toastSuccess(t('log.completed'))
          void navigate(page, { replace: true, state: { award } })
        },
      },
    )
  }
  return (
    <Page title={session.title} subtitle={isCorrection ? t('log.correctHint') : t('log.doHint')}>
      <LogForm
        session={session}
        isBusy={complete.isPending || correct.isPending}
        onSubmit={submit}
      />
    </Page>
  )
}
