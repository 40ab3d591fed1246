import type { Metric } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { MeasureCell } from '../../components/measureCell.tsx'
import { SetMenu } from '../../components/setMenu.tsx'
import type { Column } from '../../lib/measures.ts'
import type { Block } from './plan.ts'

interface BlockRowProps {
  readonly block: Block
  readonly number: number
  readonly exercise: { readonly name: string; readonly metric: Metric }
  readonly columns: readonly Column[]
  readonly onChange: (block: Block) => void
  readonly onRemove: () => void
  readonly onEnter: (input: HTMLInputElement) => void
}

/** A block of equal sets in a plan. */
export function BlockRow(props: BlockRowProps) {
  const { block, number, exercise, columns, onChange, onRemove, onEnter } = props
  const { t } = useTranslation()
  const context = t('plan.blockOf', { name: exercise.name, number })
  return (
    <div className="fvSetRow" role="group" aria-label={context}>
      <SetMenu
        set={block}
        hasLoad={columns.includes('load')}
        label={String(number)}
        context={context}
        onChange={(change) => onChange({ ...block, ...change })}
        onRemove={onRemove}
      />
      {columns.map((column) => (
        <MeasureCell
          key={column}
          column={column}
          metric={exercise.metric}
          context={context}
          value={block[column]}
          placeholder="–"
          onChange={(value) => onChange({ ...block, [column]: value })}
          onEnter={onEnter}
        />
      ))}
    </div>
  )
}
