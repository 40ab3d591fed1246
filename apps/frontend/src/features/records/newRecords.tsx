import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { useSessionRecords } from './recordQueries.ts'
import { useRecordText } from './useRecordText.ts'

/** The personal records a completed session set; renders nothing without any. */
export function NewRecords({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation()
  const text = useRecordText()
  const records = useSessionRecords(sessionId).data?.records ?? []
  if (records.length === 0) return null
  return (
    <Paper className="fvSurface fvRecords">
      <Text fw={650} className="fvRecordsTitle">
        <Icon name="star" size={20} />
        {t('records.new', { count: records.length })}
      </Text>
      <ul className="fvPlainList">
        {records.map((record) => (
          <li key={`${record.exercise.id} ${record.kind} ${record.at}`}>
            <Text fw={600}>{record.exercise.name}</Text>
            <Text size="sm">
              {`${text.label(record)}: ${text.value(record, record.value)} `}
              <Text component="span" size="sm" c="dimmed">
                ({t('records.before', { value: text.value(record, record.previous) })})
              </Text>
            </Text>
          </li>
        ))}
      </ul>
    </Paper>
  )
}
