import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import { type ChartMeasure, formatMeasure } from './measures.ts'

interface ChartTableProps {
  readonly measure: ChartMeasure
  readonly rows: readonly { readonly on: string; readonly name: string; readonly raw: number }[]
}

export function ChartTable({ measure, rows }: ChartTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <details className="fvDetails">
      <summary>{t('progress.asTable')}</summary>
      <table className="fvWork">
        <thead>
          <tr>
            <th scope="col">{t('progress.from')}</th>
            <th scope="col">{t(`progress.measures.${measure}`)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ on, name, raw }) => (
            <tr key={on}>
              <th scope="row">{name}</th>
              <td>{formatMeasure(measure, raw, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
