import type { AdherenceStatus } from '@fitvibe/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'

interface AdherenceBadgeProps {
  readonly share: number | null
  readonly status?: AdherenceStatus | null
}

/** Adherence: done ÷ planned, green within 80–120 %, plus the status where it adds something. */
export function AdherenceBadge({ share, status = null }: AdherenceBadgeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const isGreen = share !== null && share >= 80 && share <= 120
  const words = [
    status !== null && status !== 'completed' && status !== 'partial' && t(`adherence.${status}`),
    share !== null &&
      status !== 'skipped' &&
      t('session.adherence', { share: format.percent(share) }),
  ].filter((word) => typeof word === 'string')
  if (words.length === 0) return null
  return (
    <Badge variant="light" color={isGreen ? 'pine' : status === 'unplanned' ? 'gray' : 'amber'}>
      {words.join(' · ')}
    </Badge>
  )
}
