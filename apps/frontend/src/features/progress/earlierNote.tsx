import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'

interface EarlierNoteProps {
  readonly lastOn: string
  readonly onShowAll: () => void
}

/** Says that all training lies before the period, and offers to show it. */
export function EarlierNote({ lastOn, onShowAll }: EarlierNoteProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Alert color="pine" variant="light" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="var(--mantine-color-text)">
          {t('progress.earlier', { day: format.longDay(lastOn) })}
        </Text>
        <Button variant="default" onClick={onShowAll}>
          {t('progress.showAll')}
        </Button>
      </Group>
    </Alert>
  )
}
