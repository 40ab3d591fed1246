import type { recordsApi } from '@fitvibe/contract'
import { Anchor, Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useFormat } from '../../lib/useFormat.ts'
import { useRecordText } from './useRecordText.ts'

interface RecordTableProps {
  readonly caption: string
  readonly records: readonly recordsApi.PersonalRecord[]
}

/** Personal records, each with a link to the session that set it. */
export function RecordTable({ caption, records }: RecordTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useRecordText()
  return (
    <table className="fvWork fvBests">
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('records.record')}</th>
          <th scope="col">{t('records.value')}</th>
          <th scope="col">{t('records.when')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={`${record.kind} ${record.at}`}>
            <th scope="row">{text.label(record)}</th>
            <td>{text.value(record, record.value)}</td>
            <td>
              <Anchor component={Link} to={`/sessions/${record.sessionId}`} size="sm">
                {format.dayWithYear(record.on)}
              </Anchor>
              {record.isBaseline && (
                <Text size="xs" c="dimmed">
                  {t('records.baseline')}
                </Text>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
