import { useTranslation } from 'react-i18next'

import { AdherenceBadge } from '../../components/adherenceBadge.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { type ChartMeasure, formatMeasure } from './chartMeasures.ts'

export interface ChartRow {
  readonly on: string
  readonly name: string
  readonly raw: number
  /** Null where plans have no value of the measure. */
  readonly rawPlanned: number | null
  readonly adherence: number | null
}

interface ChartTableProps {
  readonly measure: ChartMeasure
  readonly rows: readonly ChartRow[]
}

export function ChartTable({ measure, rows }: ChartTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const hasPlan = rows.some(({ rawPlanned }) => rawPlanned !== null)
  return (
    <details className="fvDetails">
      <summary>{t('progress.asTable')}</summary>
      <table className="fvWork">
        <thead>
          <tr>
            <th scope="col">{t('progress.from')}</th>
            <th scope="col">{t(`progress.measures.${measure}`)}</th>
            {hasPlan && <th scope="col">{t('work.planned')}</th>}
            <th scope="col">{t('progress.adherence')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ on, name, raw, rawPlanned, adherence }) => (
            <tr key={on}>
              <th scope="row">{name}</th>
              <td>{formatMeasure(measure, raw, format)}</td>
              {hasPlan && <td>{formatMeasure(measure, rawPlanned ?? 0, format)}</td>}
              <td>{adherence === null ? '–' : <AdherenceBadge share={adherence} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
