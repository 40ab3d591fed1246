import type { sessionsApi } from '@fitvibe/contract'
import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { Confirm } from '../../components/confirm.tsx'
import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useCancelSession, useDeleteSession } from './sessionQueries.ts'

/** What one does with a session less often. */
export function SessionMenu({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const cancel = useCancelSession(session.id)
  const remove = useDeleteSession(session.id)
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null)
  const close = () => setAsking(null)
  const at = (page: string) => `/sessions/${session.id}/${page}`

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
          {session.status === 'planned' && (
            <Menu.Item component={Link} to={at('edit')} leftSection={<Icon name="edit" />}>
              {t('common.edit')}
            </Menu.Item>
          )}
          {session.status === 'completed' && (
            <Menu.Item component={Link} to={at('do')} leftSection={<Icon name="edit" />}>
              {t('session.correct')}
            </Menu.Item>
          )}
          <Menu.Item
            component={Link}
            to={`/sessions/new?from=${session.id}`}
            leftSection={<Icon name="repeat" />}
          >
            {t('session.planAgain')}
          </Menu.Item>
          {session.status === 'planned' && (
            <Menu.Item leftSection={<Icon name="close" />} onClick={() => setAsking('cancel')}>
              {t('session.cancel')}
            </Menu.Item>
          )}
          <Menu.Item
            className="fvDanger"
            leftSection={<Icon name="trash" />}
            onClick={() => setAsking('delete')}
          >
            {t('common.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        isOpen={asking === 'cancel'}
        title={t('session.cancel')}
        text={t('session.cancelText')}
        action={t('session.cancel')}
        isBusy={cancel.isPending}
        onClose={close}
        onConfirm={() =>
          cancel.mutate(undefined, {
            onSuccess: () => toastSuccess(t('session.canceled')),
            onSettled: close,
          })
        }
      />
      <Confirm
        isOpen={asking === 'delete'}
        title={t('session.delete')}
        text={session.points ? t('session.deleteTextPoints') : t('session.deleteText')}
        action={t('common.delete')}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              toastSuccess(t('session.deleted'))
              void navigate('/sessions', { replace: true })
            },
            onError: close,
          })
        }
      />
    </>
  )
}
