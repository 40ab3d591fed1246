import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ErrorNoteProps {
  readonly error: Error | null
  readonly onRetry?: () => void
}

/** Shows an error in place of the content that failed to load or to save. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  const { t } = useTranslation()
  if (!error) return null
  return (
    <Alert color="red" variant="light" role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="var(--mantine-color-text)">
          {error.message}
        </Text>
        {onRetry && (
          <Button variant="default" size="sm" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
