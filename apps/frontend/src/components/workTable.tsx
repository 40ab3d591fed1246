import type { sessionsApi } from '@fitvibe/contract'
import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useWorkText } from '../lib/useWorkText.ts'
import { alignWork, isSameEffort, type WorkRow } from '../lib/work.ts'
import { Icon } from './icon.tsx'

type Exercise = sessionsApi.Session['exercises'][number]

interface WorkTableProps {
  readonly exercise: Pick<Exercise, 'metric' | 'planned' | 'actual' | 'name'>
  readonly isDone: boolean
}

/** The sets of an exercise: what was planned and, once done, what was done beside it. */
export function WorkTable({ exercise, isDone }: WorkTableProps) {
  const { t } = useTranslation()
  const rows = alignWork(exercise.planned, exercise.actual)
  const hasPlan = exercise.planned.length > 0
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('work.none')}
      </Text>
    )
  }
  return (
    <table className="fvWork">
      <caption>
        <VisuallyHidden>{exercise.name}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('work.set')}</th>
          {hasPlan && <th scope="col">{t('work.planned')}</th>}
          {isDone && <th scope="col">{t('work.done')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.from} {...{ row, exercise, hasPlan, isDone }} />
        ))}
      </tbody>
    </table>
  )
}

function Row(props: WorkTableProps & { readonly row: WorkRow; readonly hasPlan: boolean }) {
  const { row, exercise, hasPlan, isDone } = props
  const { t } = useTranslation()
  const workText = useWorkText()
  const { planned, actual } = row
  return (
    <tr>
      <th scope="row">
        {row.from === row.to ? row.from : `${row.from}–${row.to}`}
        {row.setType !== 'working' && (
          <span className="fvSetType">{t(`setType.${row.setType}`)}</span>
        )}
      </th>
      {hasPlan && (
        <td className="fvPlanned">{planned ? workText(planned, exercise.metric) : '–'}</td>
      )}
      {isDone && (
        <td className={hasPlan && isOff(row) ? 'fvOff' : undefined}>
          {actual ? workText(actual, exercise.metric) : t('work.skipped')}
          {actual && hasPlan && !isOff(row) && (
            <span className="fvSame">
              <Icon name="check" size={16} />
              <VisuallyHidden>{t('work.asPlanned')}</VisuallyHidden>
            </span>
          )}
        </td>
      )}
    </tr>
  )
}

function isOff({ planned, actual }: WorkRow): boolean {
  return !planned || !actual || !isSameEffort(planned, actual)
}
