import type { sessionsApi } from '@fitvibe/contract'
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Session = sessionsApi.SessionSummary

const colors = { planned: 'gray', underWay: 'pine', completed: 'pine', canceled: 'red' } as const

export function StatusBadge({ session }: { readonly session: Session }) {
  const { t } = useTranslation()
  const { status, startedAt } = session
  const shown = status === 'planned' && startedAt !== null ? 'underWay' : status
  return (
    <Badge variant="light" color={colors[shown]}>
      {t(`status.${shown}`)}
    </Badge>
  )
}

/** The adherence status of a session, where the badge of its status does not imply it. */
export const shownAdherenceOf = ({ status, adherenceStatus }: Session) =>
  status === 'canceled' || adherenceStatus === 'unplanned' ? null : adherenceStatus
