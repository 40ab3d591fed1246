import type { feedApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { ActionMenu } from '../components/actionMenu.tsx'
import { useHide } from '../features/feed/feedQueries.ts'
import { useMe } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'
import { usePersonActions } from './personActions.tsx'

interface SharedMenuProps {
  readonly session: Pick<feedApi.FeedItem, 'id' | 'title' | 'author'>
  readonly isHidden?: boolean
  readonly onBlocked?: () => void
}

/** The less frequent actions on another athlete's session. */
export function SharedMenu({ session, isHidden = false, onBlocked }: SharedMenuProps) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const hide = useHide(session.id)
  const { id: sessionId, title, author } = session
  const about = { person: author, subject: { sessionId }, subjectName: title, onBlocked }
  const personActions = usePersonActions(about)
  if (!me || me.username === author.username) return null
  const toggle = () =>
    hide.mutate(!isHidden, {
      onSuccess: () => toastSuccess(t(isHidden ? 'circle.unhidden' : 'circle.hidden')),
    })
  return (
    <ActionMenu
      name={title}
      actions={[
        { label: t('people.seeProfile'), icon: 'user', to: `/people/${author.username}` },
        { label: t(isHidden ? 'circle.unhide' : 'circle.hide'), icon: 'close', onChoose: toggle },
        ...personActions,
      ]}
    />
  )
}
