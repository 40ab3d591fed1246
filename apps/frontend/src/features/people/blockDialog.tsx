import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { usePersonAction } from './peopleQueries.ts'

interface BlockDialogProps {
  readonly person: { readonly username: string; readonly alias: string | null }
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onBlocked?: (() => void) | undefined
}

export function BlockDialog({ person, isOpen, onClose, onBlocked }: BlockDialogProps) {
  const { t } = useTranslation()
  const block = usePersonAction('block')
  const confirm = () =>
    block.mutate(person.username, {
      onSuccess: () => {
        toastSuccess(t('people.blockedToast'))
        onClose()
        onBlocked?.()
      },
      onError: onClose,
    })
  return (
    <Confirm
      isOpen={isOpen}
      title={t('people.blockTitle', { name: person.alias ?? person.username })}
      text={t('people.blockText')}
      action={t('people.blockAction')}
      isBusy={block.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
