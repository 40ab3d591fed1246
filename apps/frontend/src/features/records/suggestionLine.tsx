import type { recordsApi } from '@fitvibe/contract'
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useSessionSuggestions } from './recordQueries.ts'
import { useNextText } from './useNextText.ts'

interface SuggestionLineProps {
  readonly sessionId: string
  /** Id of the exercise within the session. */
  readonly exerciseId: string
  readonly onFill: (suggestion: recordsApi.Suggestion) => void
}

/** A suggestion while training: one line that unfolds to the server's reason. */
export function SuggestionLine({ sessionId, exerciseId, onFill }: SuggestionLineProps) {
  const { t } = useTranslation()
  const nextText = useNextText()
  // The exercises of a session share one request.
  const { data } = useSessionSuggestions(sessionId)
  const suggestion = data?.items.find((item) => item.sessionExerciseId === exerciseId)
  if (!suggestion || suggestion.action === 'none') return null
  const { action, reason, exercise } = suggestion
  return (
    <details className="fvSuggestion fvSuggestionLine">
      <summary>
        {t(action === 'deload' ? 'suggestion.lighter' : 'suggestion.today', {
          work: nextText(suggestion),
        })}
      </summary>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
      <Button
        variant="light"
        size="compact-md"
        my={6}
        aria-label={`${t('suggestion.fill')}: ${exercise.name}`}
        onClick={() => onFill(suggestion)}
      >
        {t('suggestion.fill')}
      </Button>
    </details>
  )
}
