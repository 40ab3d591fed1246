import type { importProgressApi } from '@fitvibe/contract'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'

interface ImportBarProps {
  /** Undefined if the server has not said anything yet. */
  readonly progress: Omit<importProgressApi.ImportProgress, 'result'> | undefined
  /** The connection is lost, so the progress is the latest known. */
  readonly isLost: boolean
}

/** The progress of a running import: a full bar means that the last session is written. */
export function ImportBar({ progress, isLost }: ImportBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { step = 'none', done = 0, total = 0 } = progress ?? {}
  const isCounted = step === 'writing' && total > 0
  return (
    <Bar
      label={
        isCounted
          ? t('imports.progress.writing', {
              done: format.number(done),
              total: format.number(total),
            })
          : t(`imports.progress.${step === 'waiting' ? 'waiting' : 'reading'}`)
      }
      share={isCounted ? done / total : null}
      hint={t(isLost ? 'imports.progress.lost' : 'imports.progress.stay')}
    />
  )
}

/** The progress of an upload, and of reading the file afterwards, which has no measure. */
export function UploadBar({ sent }: { readonly sent: number }) {
  const { t } = useTranslation()
  const isSent = sent >= 1
  return (
    <Bar
      label={t(isSent ? 'imports.progress.reading' : 'imports.progress.sending')}
      share={isSent ? null : sent}
    />
  )
}

interface BarProps {
  readonly label: string
  /** 0 to 1; null if unknown. */
  readonly share: number | null
  readonly hint?: string
}

function Bar({ label, share, hint }: BarProps) {
  return (
    <Stack gap={6} role="status">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <progress
        className="fvProgress"
        aria-label={label}
        {...(share !== null && { value: share, max: 1 })}
      />
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  )
}
