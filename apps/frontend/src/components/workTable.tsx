import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'
import { useWorkText } from '../lib/useWorkText.ts'
import { type ShownExercise, type WorkRow, workRows } from '../lib/work.ts'
import { Icon } from './icon.tsx'

interface WorkTableProps {
  readonly exercise: ShownExercise
  readonly isDone: boolean
}

/** The sets of an exercise: the plan and, once the session is done, the done sets beside it. */
export function WorkTable({ exercise, isDone }: WorkTableProps) {
  const { t } = useTranslation()
  const rows = workRows(exercise)
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
        <td className={hasPlan && isMissed(row) ? 'fvOff' : undefined}>
          {actual
            ? workText(actual, exercise.metric)
            : t(row.status === 'completed' ? 'work.done' : 'work.skipped')}
          {actual && hasPlan && <Result row={row} />}
        </td>
      )}
    </tr>
  )
}

/** A tick for 100 % of the planned work, otherwise the percentage. */
function Result({ row: { status, share } }: { readonly row: WorkRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (status === null || share === null) return null
  return (
    <span className={status === 'completed' ? 'fvSame' : 'fvShare'}>
      {share === 100 ? (
        <>
          <Icon name="check" size={16} />
          <VisuallyHidden>{t('work.asPlanned')}</VisuallyHidden>
        </>
      ) : (
        format.percent(share)
      )}
    </span>
  )
}

const isMissed = ({ status }: WorkRow) => status !== null && status !== 'completed'
