import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'

/** Done ÷ planned: green within 80–120 %. */
export function AdherenceBadge({ adherence }: { readonly adherence: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (adherence === null) return null
  const isGreen = adherence >= 80 && adherence <= 120
  return (
    <Badge variant="light" color={isGreen ? 'pine' : 'amber'}>
      {t('session.adherence', { share: format.percent(adherence) })}
    </Badge>
  )
}
