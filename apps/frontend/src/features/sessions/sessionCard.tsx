import type { sessionsApi } from '@fitvibe/contract'
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { AdherenceBadge } from '../../components/adherenceBadge.tsx'
import { Icon } from '../../components/icon.tsx'
import { TotalsLine } from '../../components/totalsLine.tsx'
import { beginningOf } from '../../lib/beginning.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { shownAdherenceOf, StatusBadge } from './statusBadge.tsx'

interface SessionCardProps {
  readonly session: sessionsApi.SessionSummary
  readonly showsStatus?: boolean
}

/** A session in a list; the whole card is a link. */
export function SessionCard({ session, showsStatus = true }: SessionCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const at = beginningOf(session)
  return (
    <Link to={`/sessions/${session.id}`} className="fvSurface fvCard">
      <div className="fvCardMain">
        <Text component="span" fw={650} className="fvCardTitle">
          {session.title}
        </Text>
        <Text size="sm" c="dimmed">
          {at ? format.dateTime(at, session.timezone) : t('session.noDate')}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {session.exerciseNames.join(' · ')}
        </Text>
        <TotalsLine totals={session.totals} />
        {showsStatus && (
          <Group gap={6} mt={6}>
            <StatusBadge session={session} />
            <AdherenceBadge share={session.adherence} status={shownAdherenceOf(session)} />
            {session.points !== null && session.points > 0 && (
              <span className="fvPoints">
                +{format.number(session.points)} {t('points.unit', { count: session.points })}
              </span>
            )}
          </Group>
        )}
      </div>
      <Icon name="forward" />
    </Link>
  )
}
