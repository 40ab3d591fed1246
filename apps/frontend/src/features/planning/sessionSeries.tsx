import type { sessionsApi } from '@fitvibe/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useSeries } from './planningQueries.ts'
import { SeriesFacts } from './seriesFacts.tsx'
import { useRuleText } from './useRuleText.ts'

/** The rule a session repeats by, and the adherence of its series; empty for a single session. */
export function SessionSeries({ session }: { readonly session: sessionsApi.Session }) {
  const { t } = useTranslation()
  const ruleText = useRuleText()
  const { data: series } = useSeries(session.seriesId)
  return (
    <>
      {session.recurrenceRule && (
        <Text size="sm" c="dimmed">
          {t('repeat.summary', { rule: ruleText(session.recurrenceRule) })}
        </Text>
      )}
      {series && <SeriesFacts series={series} />}
    </>
  )
}
