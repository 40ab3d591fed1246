import type { Scope, sessionsApi } from '@fitvibe/contract'
import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { Confirm } from '../../components/confirm.tsx'
import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { ScopeDialog } from './scopeDialog.tsx'
import { useCancelSession, useDeleteSession } from './sessionQueries.ts'
import { ShiftDialog } from './shiftDialog.tsx'

/** What one does with a session less often. */
export function SessionMenu({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const cancel = useCancelSession(session.id)
  const remove = useDeleteSession(session.id)
  const [asking, setAsking] = useState<'cancel' | 'delete' | 'shift' | null>(null)
  const close = () => setAsking(null)
  const at = (page: string) => `/sessions/${session.id}/${page}`
  const isUnderWay = session.status === 'planned' && session.startedAt !== null
  const isOfSeries = session.seriesId !== null && session.status === 'planned' && !isUnderWay
  const cancelAs = (scope: Scope) =>
    cancel.mutate(scope, {
      onSuccess: () => toastSuccess(t('session.canceled')),
      onSettled: close,
    })
  const removeAs = (scope: Scope) =>
    remove.mutate(scope, {
      onSuccess: () => {
        toastSuccess(t('session.deleted'))
        void navigate('/sessions', { replace: true })
      },
      onError: close,
    })

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
          {session.status === 'planned' && !isUnderWay && (
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
          {isOfSeries && (
            <Menu.Item leftSection={<Icon name="clock" />} onClick={() => setAsking('shift')}>
              {t('shift.menu')}
            </Menu.Item>
          )}
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
      {isOfSeries && (
        <>
          <ScopeDialog
            isOpen={asking === 'cancel' || asking === 'delete'}
            title={t(asking === 'delete' ? 'session.delete' : 'session.cancel')}
            isBusy={cancel.isPending || remove.isPending}
            isDanger
            onClose={close}
            onChoose={asking === 'delete' ? removeAs : cancelAs}
          />
          <ShiftDialog id={session.id} isOpen={asking === 'shift'} onClose={close} />
        </>
      )}
      <Confirm
        isOpen={asking === 'cancel' && !isOfSeries}
        title={t('session.cancel')}
        text={t('session.cancelText')}
        action={t('session.cancel')}
        isBusy={cancel.isPending}
        onClose={close}
        onConfirm={() => cancelAs('this')}
      />
      <Confirm
        isOpen={asking === 'delete' && !isOfSeries}
        title={t('session.delete')}
        text={session.points ? t('session.deleteTextPoints') : t('session.deleteText')}
        action={t('common.delete')}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => removeAs('this')}
      />
    </>
  )
}
