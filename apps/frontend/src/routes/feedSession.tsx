import type { feedApi } from '@fitvibe/contract'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'

import { Attribution } from '../components/attribution.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { ExerciseSets } from '../components/exerciseSets.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { TotalsLine } from '../components/totalsLine.tsx'
import { Author } from '../features/feed/author.tsx'
import { CloneForm } from '../features/feed/cloneForm.tsx'
import { useSharedSession } from '../features/feed/feedQueries.ts'
import { TranslationNote } from '../features/feed/translationNote.tsx'
import { useOriginal } from '../features/feed/useOriginal.ts'
import { useMe } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { SharedMenu } from './sharedMenu.tsx'

export function FeedSessionRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const shared = useSharedSession(id)
  if (!shared.data) {
    return (
      <Page title={t('feed.shared')}>
        {shared.isError ? (
          <ErrorNote error={shared.error} onRetry={() => void shared.refetch()} />
        ) : (
          <CardSkeletons count={4} />
        )}
      </Page>
    )
  }
  return <SharedSession key={id} session={shared.data} />
}

function SharedSession({ session }: { readonly session: feedApi.SharedSession }) {
  const { id } = session
  const navigate = useNavigate()
  const { data: me } = useMe()
  const { original, lang, note } = useOriginal(session)
  const { title, notes } = original ?? session
  const exercises = session.exercises.map((exercise, index) => ({
    ...exercise,
    ...original?.exercises[index],
  }))
  return (
    <Page
      title={title}
      actions={
        <SharedMenu
          session={session}
          isHidden={session.isHidden}
          onBlocked={() => void navigate('/feed', { replace: true })}
        />
      }
    >
      <Stack gap="md">
        <Author item={session} isLink={me !== null} />
        <Attribution attribution={session.attribution} />
        <TotalsLine totals={session.totals} />
        {note && <TranslationNote {...note} />}
        {notes && (
          <Text className="fvProse" lang={lang}>
            {notes}
          </Text>
        )}
        <CloneButton sessionId={id} />
        <ExerciseSets exercises={exercises} isDone />
      </Stack>
    </Page>
  )
}

function CloneButton({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: me } = useMe()
  const [isOpen, setIsOpen] = useState(false)
  if (!me) {
    return (
      <Button component={Link} to={`/login?next=/feed/${sessionId}`} fullWidth>
        {t('feed.loginToClone')}
      </Button>
    )
  }
  return (
    <>
      <Button leftSection={<Icon name="copy" />} onClick={() => setIsOpen(true)} fullWidth>
        {t('feed.clone')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('feed.cloneTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <CloneForm
          sessionId={sessionId}
          onCloned={(newSessionId) => {
            toastSuccess(t('feed.cloned'))
            void navigate(`/sessions/${newSessionId}`)
          }}
        />
      </Modal>
    </>
  )
}
