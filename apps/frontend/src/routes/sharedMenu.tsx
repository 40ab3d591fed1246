import type { feedApi } from '@fitvibe/contract'
import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { useHide } from '../features/feed/feedQueries.ts'
import { BlockDialog } from '../features/people/blockDialog.tsx'
import { ReportDialog } from '../features/reports/reportDialog.tsx'
import { useMe } from '../lib/me.ts'
import { toastSuccess } from '../lib/toast.ts'

interface SharedMenuProps {
  readonly session: Pick<feedApi.FeedItem, 'id' | 'title' | 'author'>
  readonly isHidden?: boolean
  readonly onBlocked?: () => void
}

/** What one does about somebody else's session less often. */
export function SharedMenu({ session, isHidden = false, onBlocked }: SharedMenuProps) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const hide = useHide(session.id)
  const [asking, setAsking] = useState<'report' | 'block' | null>(null)
  const { author } = session
  if (!me || me.username === author.username) return null
  const name = author.alias ?? author.username
  const close = () => setAsking(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={t('common.actionsFor', { name: session.title })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            to={`/people/${author.username}`}
            leftSection={<Icon name="user" />}
          >
            {t('people.seeProfile')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon name="close" />}
            onClick={() =>
              hide.mutate(!isHidden, {
                onSuccess: () => toastSuccess(t(isHidden ? 'circle.unhidden' : 'circle.hidden')),
              })
            }
          >
            {t(isHidden ? 'circle.unhide' : 'circle.hide')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="flag" />} onClick={() => setAsking('report')}>
            {t('reports.report')}
          </Menu.Item>
          <Menu.Item
            className="fvDanger"
            leftSection={<Icon name="lock" />}
            onClick={() => setAsking('block')}
          >
            {t('people.block', { name })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ReportDialog
        subject={{ sessionId: session.id }}
        name={session.title}
        isOpen={asking === 'report'}
        onClose={close}
      />
      <BlockDialog
        person={author}
        isOpen={asking === 'block'}
        onClose={close}
        onBlocked={onBlocked}
      />
    </>
  )
}
