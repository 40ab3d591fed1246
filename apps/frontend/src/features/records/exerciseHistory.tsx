import type { Metric, recordsApi } from '@fitvibe/contract'
import { metricRules } from '@fitvibe/training/metrics'
import { isCounted } from '@fitvibe/training/sets'
import { Anchor, Paper, Title, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useFormat } from '../../lib/useFormat.ts'
import { useWorkText } from '../../lib/useWorkText.ts'

interface ExerciseHistoryProps {
  readonly exposures: readonly recordsApi.Exposure[]
  readonly metric: Metric
}

/** The sets of an exercise by session, latest first. */
export function ExerciseHistory({ exposures, metric }: ExerciseHistoryProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const workText = useWorkText()
  const hasE1rm =
    metricRules[metric].records.includes('e1rm') || exposures.some(({ e1rm }) => e1rm !== null)
  return (
    <Paper component="section" className="fvSurface">
      <Title order={2} size="h4">
        {t('exerciseHistory.title')}
      </Title>
      <table className="fvWork fvBests">
        <caption>
          <VisuallyHidden>{t('exerciseHistory.title')}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('exerciseHistory.day')}</th>
            <th scope="col">{t('exerciseHistory.sets')}</th>
            {hasE1rm && <th scope="col">{t('exerciseHistory.e1rm')}</th>}
          </tr>
        </thead>
        <tbody>
          {exposures.map((exposure) => (
            <tr key={exposure.sessionId + String(exposure.sets.length)}>
              <th scope="row">
                <Anchor component={Link} to={`/sessions/${exposure.sessionId}`} size="sm">
                  {format.dayWithYear(exposure.on)}
                </Anchor>
              </th>
              <td>
                {exposure.sets
                  .filter(isCounted)
                  .map((set) => workText(set, metric))
                  .join(', ')}
              </td>
              {hasE1rm && <td>{exposure.e1rm ? format.estimate(exposure.e1rm.value) : '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
