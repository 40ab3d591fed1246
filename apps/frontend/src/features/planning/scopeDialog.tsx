import type { Scope } from '@fitvibe/contract'
import { Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ScopeDialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly isBusy: boolean
  readonly isDanger?: boolean
  /** The scopes to offer; all three by default. */
  readonly scopes?: readonly Scope[]
  readonly onChoose: (scope: Scope) => void
  readonly onClose: () => void
}

const allScopes = ['this', 'following', 'all'] as const

/** Asks which sessions of a series to change. */
export function ScopeDialog(props: ScopeDialogProps) {
  const { isOpen, title, isBusy, isDanger = false, scopes = allScopes, onChoose, onClose } = props
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text>{t('scope.question')}</Text>
        {scopes.map((scope) => (
          <Button
            key={scope}
            variant={scope === scopes[0] ? 'filled' : 'light'}
            {...(isDanger && { color: 'red' })}
            disabled={isBusy}
            onClick={() => onChoose(scope)}
          >
            {t(`scope.${scope}`)}
          </Button>
        ))}
        <Text size="sm" c="dimmed">
          {t('scope.hint')}
        </Text>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.back')}
        </Button>
      </Stack>
    </Modal>
  )
}
