import type { Output, sessionsApi } from '@fitvibe/contract'
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'

import { AwardCard } from '../components/awardCard.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { ExerciseSets } from '../components/exerciseSets.tsx'
import { NewBadgesCard } from '../components/newBadgesCard.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { SessionMenu } from '../features/planning/sessionMenu.tsx'
import { SessionSeries } from '../features/planning/sessionSeries.tsx'
import { SessionAward } from '../features/points/sessionAward.tsx'
import { NewRecords } from '../features/records/newRecords.tsx'
import { SessionActions, VisibilityChoice } from '../features/sessions/sessionActions.tsx'
import { SessionFacts } from '../features/sessions/sessionFacts.tsx'
import { useSession } from '../features/sessions/sessionQueries.ts'
import { useCompleteSession } from '../features/training/trainingQueries.ts'
import { beginningOf } from '../lib/beginning.ts'
import { toastSuccess } from '../lib/toast.ts'
import { useFormat } from '../lib/useFormat.ts'

/** The rewards of a completion, passed on by the page that completed the session. */
type Rewards = Partial<Pick<Output<typeof sessionsApi.completeSession>, 'award' | 'badges'>>

export function SessionRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const session = useSession(id)
  if (session.data) return <SessionPage key={id} session={session.data} />
  return (
    <Page title={t('session.name')}>
      {session.isError ? (
        <ErrorNote error={session.error} onRetry={() => void session.refetch()} />
      ) : (
        <CardSkeletons count={4} />
      )}
    </Page>
  )
}

function SessionPage({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  const complete = useCompleteSession(session.id)
  const state = useLocation().state as Rewards | null
  const { award, badges = [] }: Rewards = complete.data ?? state ?? {}
  const isDone = session.status === 'completed'
  const at = beginningOf(session)

  return (
    <Page
      title={session.title}
      subtitle={at ? format.dateTime(at, session.timezone) : t('session.noDate')}
      actions={<SessionMenu session={session} />}
    >
      <Stack gap="md">
        {isDone && (
          <Stack gap="sm" role="status">
            {award && <AwardCard award={award} title={t('session.wellDone')} />}
            {badges.length > 0 && <NewBadgesCard badges={badges} />}
            <NewRecords sessionId={session.id} />
          </Stack>
        )}
        <SessionFacts session={session} series={<SessionSeries session={session} />} />
        {isDone && !award && <SessionAward sessionId={session.id} />}
        <SessionActions
          session={session}
          isBusy={complete.isPending}
          onDoneAsPlanned={() =>
            complete.mutate({}, { onSuccess: () => toastSuccess(t('log.completed')) })
          }
        />
        <ExerciseSets exercises={session.exercises} isDone={isDone} />
        {session.status !== 'canceled' && <VisibilityChoice session={session} />}
      </Stack>
    </Page>
  )
}
