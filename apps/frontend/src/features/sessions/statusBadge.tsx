import type { sessionsApi } from '@fitvibe/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const colors = { planned: 'gray', completed: 'pine', canceled: 'red' } as const

export function StatusBadge({ status }: Pick<sessionsApi.SessionSummary, 'status'>) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={colors[status]}>
      {t(`status.${status}`)}
    </Badge>
  )
}
