import type { sessionsApi } from '@fitvibe/contract'
import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { AdherenceBadge } from '../../components/adherenceBadge.tsx'
import { Attribution } from '../../components/attribution.tsx'
import { StatTile } from '../../components/statTile.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { shownAdherenceOf, StatusBadge } from './statusBadge.tsx'

interface SessionFactsProps {
  readonly session: sessionsApi.Session
  /** The facts about its series, from the planning feature. */
  readonly series: ReactNode
}

/** Status, dates, origin and sums of a session. */
export function SessionFacts({ session, series }: SessionFactsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { totals, plannedTotals } = session
  const measures = [
    ['duration', 'durationSec', format.span],
    ['volume', 'volume', format.volume],
    ['distance', 'distance', format.distance],
    ['sets', 'sets', format.number],
  ] as const
  const sums = measures
    .filter(([, sum]) => totals && totals[sum] > 0)
    .map(([label, sum, text]) => ({
      label: t(`measure.${label}`),
      value: text(totals?.[sum] ?? 0),
      hint:
        session.adherence !== null && plannedTotals[sum] > 0
          ? t('adherence.plannedSum', { sum: text(plannedTotals[sum]) })
          : undefined,
    }))
  const { calories } = session
  const energy = { label: t('measure.calories'), value: `${format.number(calories ?? 0)} kcal` }
  const tiles = totals && calories !== null ? [...sums, { ...energy, hint: undefined }] : sums
  return (
    <Stack gap="sm">
      <Group gap={6}>
        <StatusBadge session={session} />
        <AdherenceBadge share={session.adherence} status={shownAdherenceOf(session)} />
      </Group>
      {session.completedAt && session.plannedFor && (
        <Text size="sm" c="dimmed">
          {t('session.plannedAt', { at: format.dateTime(session.plannedFor, session.timezone) })}
        </Text>
      )}
      {series}
      <Attribution attribution={session.attribution} />
      {session.notes && <Text className="fvProse">{session.notes}</Text>}
      {tiles.length > 0 && (
        <SimpleGrid cols={{ base: 2, sm: tiles.length }} spacing="sm">
          {tiles.map(({ label, value, hint }) => (
            <StatTile key={label} label={label} value={value} {...(hint && { hint })} />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
