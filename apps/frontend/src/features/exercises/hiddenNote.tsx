import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useExercise } from './exerciseQueries.ts'

/** Shows the owner of an exercise why an administrator has hidden it from others. */
export function HiddenNote({ exerciseId }: { readonly exerciseId: string | null }) {
  const { t } = useTranslation()
  const reason = useExercise(exerciseId).data?.hiddenReason
  if (reason === undefined) return null
  return (
    <Alert color="red" variant="light" title={t('exercises.hiddenTitle')}>
      <Text size="sm" c="var(--mantine-color-text)">
        {t('exercises.hiddenText', { reason })}
      </Text>
    </Alert>
  )
}
