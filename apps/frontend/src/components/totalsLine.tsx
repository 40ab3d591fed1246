import type { workApi } from '@fitvibe/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'

/** The totals of a session on one line, without zeros. */
export function TotalsLine({ totals }: { readonly totals: workApi.Totals | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!totals) return null
  const parts = [
    totals.durationSec > 0 && format.span(totals.durationSec),
    totals.volume > 0 && format.volume(totals.volume),
    totals.distance > 0 && format.distance(totals.distance),
    totals.sets > 0 && t('work.sets', { count: totals.sets }),
  ].filter((part) => part !== false)
  return (
    <Text size="sm" fw={550} className="fvTotals">
      {parts.map((part) => part.replaceAll(' ', '\u00a0')).join(' · ')}
    </Text>
  )
}
