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
import { useMe } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { SharedMenu } from './sharedMenu.tsx'

export function FeedSessionRoute() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const { data: me } = useMe()
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
  const session = shared.data
  return (
    <Page
      key={id}
      title={session.title}
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
        {session.notes && <Text className="fvProse">{session.notes}</Text>}
        <CloneButton sessionId={id} />
        <ExerciseSets exercises={session.exercises} isDone />
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
