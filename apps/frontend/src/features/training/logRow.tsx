import type { Metric } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { MeasureCell } from '../../components/measureCell.tsx'
import { SetMenu } from '../../components/setMenu.tsx'
import type { Column } from '../../lib/measures.ts'
import { usePlanText } from '../../lib/useWorkText.ts'
import type { LoggedSet } from './log.ts'

interface LogRowProps {
  readonly set: LoggedSet
  readonly number: number
  readonly exercise: { readonly name: string; readonly metric: Metric }
  readonly columns: readonly Column[]
  readonly onChange: (set: LoggedSet) => void
  readonly onRemove: () => void
  readonly onEnter: (input: HTMLInputElement) => void
}

/** A set while training: the plan, the numbers to log and the tick. */
export function LogRow(props: LogRowProps) {
  const { set, number, exercise, columns, onChange, onRemove, onEnter } = props
  const { t } = useTranslation()
  const planText = usePlanText()
  const context = t('log.setOf', { name: exercise.name, number })
  return (
    <div className="fvSetRow fvLogRow" role="group" aria-label={context} data-done={set.isDone}>
      <SetMenu
        set={set}
        hasLoad={columns.includes('load')}
        label={String(number)}
        context={context}
        onChange={(change) => onChange({ ...set, ...change })}
        onRemove={onRemove}
      />
      <span className="fvLogPlan">
        {set.planned ? planText(set.planned, exercise.metric) : '–'}
      </span>
      {columns.map((column) => (
        <MeasureCell
          key={column}
          column={column}
          metric={exercise.metric}
          context={context}
          value={set[column]}
          ghost={set.isDone ? null : (set.ghost?.[column] ?? null)}
          onChange={(value) => onChange({ ...set, [column]: value })}
          onEnter={onEnter}
        />
      ))}
      <button
        type="button"
        className="fvTick"
        role="checkbox"
        aria-checked={set.isDone}
        aria-label={t('log.tick', { what: context })}
        onClick={() => onChange({ ...set, isDone: !set.isDone })}
      >
        <Icon name="check" />
      </button>
    </div>
  )
}
