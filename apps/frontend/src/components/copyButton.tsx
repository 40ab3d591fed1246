import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { toastError, toastSuccess } from '../lib/toast.ts'
import { Icon } from './icon.tsx'

interface CopyButtonProps {
  readonly text: string
  readonly children: ReactNode
}

export function CopyButton({ text, children }: CopyButtonProps) {
  const { t } = useTranslation()
  const copy = async () => {
    try {
      // Browsers offer no clipboard to pages that are not served over HTTPS.
      await navigator.clipboard.writeText(text)
      toastSuccess(t('common.copied'))
    } catch {
      toastError(t('common.copyFailed'))
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<Icon name="copy" size={18} />}
      onClick={() => void copy()}
    >
      {children}
    </Button>
  )
}
