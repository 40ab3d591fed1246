import type { Scope, sessionsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { ActionMenu, type DialogState } from '../../components/actionMenu.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useCancelSession, useDeleteSession } from './planningQueries.ts'
import { ScopeDialog } from './scopeDialog.tsx'
import { ShiftDialog } from './shiftDialog.tsx'

/** What one does with a session less often. */
export function SessionMenu({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const { id, title, status } = session
  const isPlanned = status === 'planned'
  const isUnderWay = isPlanned && session.startedAt !== null
  const isOfSeries = session.seriesId !== null && isPlanned && !isUnderWay
  return (
    <ActionMenu
      name={title}
      actions={[
        {
          label: t('common.edit'),
          icon: 'edit',
          isOffered: isPlanned && !isUnderWay,
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
          isOffered: isOfSeries,
          renderDialog: (state) => <ShiftDialog {...state} id={id} />,
        },
        {
          label: t('session.cancel'),
          icon: 'close',
          isOffered: isPlanned,
          renderDialog: (state) => <CancelDialog {...state} {...{ session, isOfSeries }} />,
        },
        {
          label: t('common.delete'),
          icon: 'trash',
          isDanger: true,
          renderDialog: (state) => <DeleteDialog {...state} {...{ session, isOfSeries }} />,
        },
      ]}
    />
  )
}

interface EndingProps extends DialogState {
  readonly session: sessionsApi.Session
  readonly isOfSeries: boolean
}

function CancelDialog({ session, ...state }: EndingProps) {
  const { t } = useTranslation()
  const cancel = useCancelSession(session.id)
  return (
    <AskHowMuch
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

function DeleteDialog({ session, ...state }: EndingProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const remove = useDeleteSession(session.id)
  return (
    <AskHowMuch
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

interface AskHowMuchProps extends Omit<EndingProps, 'session'> {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly isBusy: boolean
  readonly onChoose: (scope: Scope) => void
}

/** Asks before a session is ended, and in a series how much of that is meant. */
function AskHowMuch({ isOfSeries, text, action, onChoose, ...dialog }: AskHowMuchProps) {
  return isOfSeries ? (
    <ScopeDialog {...dialog} isDanger onChoose={onChoose} />
  ) : (
    <Confirm {...dialog} {...{ text, action }} onConfirm={() => onChoose('this')} />
  )
}
