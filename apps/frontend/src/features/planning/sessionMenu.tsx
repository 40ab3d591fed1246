import type { Scope, sessionsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { ActionMenu, type DialogState } from '../../components/actionMenu.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useCancelSession, useDeleteSession } from './planningQueries.ts'
import { ScopeDialog } from './scopeDialog.tsx'
import { ShiftDialog } from './shiftDialog.tsx'

/** The less frequent actions on a session. */
export function SessionMenu({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const { id, title, status } = session
  const isPlanned = status === 'planned'
  const isInProgress = isPlanned && session.startedAt !== null
  const canChooseScope = session.seriesId !== null && isPlanned && !isInProgress
  return (
    <ActionMenu
      name={title}
      actions={[
        {
          label: t('common.edit'),
          icon: 'edit',
          isOffered: isPlanned && !isInProgress,
          to: `/sessions/${id}/edit`,
        },
        {
          label: t('session.correct'),
          icon: 'edit',
          isOffered: status === 'completed',
          to: `/sessions/${id}/do`,
        },
        { label: t('session.planAgain'), icon: 'repeat', to: `/sessions/new?from=${id}` },
        {
          label: t('shift.menu'),
          icon: 'clock',
          isOffered: canChooseScope,
          renderDialog: (state) => <ShiftDialog {...state} id={id} />,
        },
        {
          label: t('session.cancel'),
          icon: 'close',
          isOffered: isPlanned,
          renderDialog: (state) => <CancelDialog {...state} {...{ session, canChooseScope }} />,
        },
        {
          label: t('common.delete'),
          icon: 'trash',
          isDanger: true,
          renderDialog: (state) => <DeleteDialog {...state} {...{ session, canChooseScope }} />,
        },
      ]}
    />
  )
}

interface RemovalProps extends DialogState {
  readonly session: sessionsApi.Session
  readonly canChooseScope: boolean
}

function CancelDialog({ session, ...state }: RemovalProps) {
  const { t } = useTranslation()
  const cancel = useCancelSession(session.id)
  return (
    <ConfirmScope
      {...state}
      title={t('session.cancel')}
      text={t('session.cancelText')}
      action={t('session.cancel')}
      isBusy={cancel.isPending}
      onChoose={(scope) =>
        cancel.mutate(scope, {
          onSuccess: () => toastSuccess(t('session.canceled')),
          onSettled: state.onClose,
        })
      }
    />
  )
}

function DeleteDialog({ session, ...state }: RemovalProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const remove = useDeleteSession(session.id)
  return (
    <ConfirmScope
      {...state}
      title={t('session.delete')}
      text={session.points ? t('session.deleteTextPoints') : t('session.deleteText')}
      action={t('common.delete')}
      isBusy={remove.isPending}
      onChoose={(scope) =>
        remove.mutate(scope, {
          onSuccess: () => {
            toastSuccess(t('session.deleted'))
            void navigate('/sessions', { replace: true })
          },
          onError: state.onClose,
        })
      }
    />
  )
}

interface ConfirmScopeProps extends Omit<RemovalProps, 'session'> {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly isBusy: boolean
  readonly onChoose: (scope: Scope) => void
}

/** Asks for confirmation and, in a series, for the scope. */
function ConfirmScope({ canChooseScope, text, action, onChoose, ...dialog }: ConfirmScopeProps) {
  return canChooseScope ? (
    <ScopeDialog {...dialog} isDanger onChoose={onChoose} />
  ) : (
    <Confirm {...dialog} {...{ text, action }} onConfirm={() => onChoose('this')} />
  )
}
