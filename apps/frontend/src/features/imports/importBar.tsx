import type { importProgressApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { ProgressBar } from '../../components/progressBar.tsx'
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
    <ProgressBar
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
    <ProgressBar
      label={t(isSent ? 'imports.progress.reading' : 'imports.progress.sending')}
      share={isSent ? null : sent}
    />
  )
}
