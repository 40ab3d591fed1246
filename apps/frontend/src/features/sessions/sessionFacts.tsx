import type { sessionsApi } from '@fitvibe/contract'
import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Attribution } from '../../components/attribution.tsx'
import { StatTile } from '../../components/statTile.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { AdherenceBadge } from './adherenceBadge.tsx'
import { StatusBadge } from './statusBadge.tsx'
import { useRuleText } from './useRuleText.ts'

/** When, whose, and what it came to. */
export function SessionFacts({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ruleText = useRuleText()
  const { totals } = session
  const tiles = totals
    ? [
        [t('measure.duration'), totals.durationSec > 0 && format.span(totals.durationSec)],
        [t('measure.volume'), totals.volume > 0 && format.volume(totals.volume)],
        [t('measure.distance'), totals.distance > 0 && format.distance(totals.distance)],
        [t('measure.sets'), totals.sets > 0 && format.number(totals.sets)],
        [
          t('measure.calories'),
          session.calories !== null && `${format.number(session.calories)} kcal`,
        ],
      ].filter((tile): tile is [string, string] => typeof tile[1] === 'string')
    : []
  return (
    <Stack gap="sm">
      <Group gap={6}>
        <StatusBadge status={session.status} />
        <AdherenceBadge adherence={session.adherence} />
      </Group>
      {session.completedAt && session.plannedFor && (
        <Text size="sm" c="dimmed">
          {t('session.plannedAt', { at: format.dateTime(session.plannedFor) })}
        </Text>
      )}
      {session.recurrenceRule && (
        <Text size="sm" c="dimmed">
          {t('repeat.summary', { rule: ruleText(session.recurrenceRule) })}
        </Text>
      )}
      <Attribution attribution={session.attribution} />
      {session.notes && <Text className="fvProse">{session.notes}</Text>}
      {tiles.length > 0 && (
        <SimpleGrid cols={{ base: 2, sm: tiles.length }} spacing="sm">
          {tiles.map(([label, value]) => (
            <StatTile key={label} label={label} value={value} />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
