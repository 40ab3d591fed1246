import type { recordsApi } from '@fitvibe/contract'
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useSessionSuggestions } from './recordQueries.ts'
import { useNextText } from './useNextText.ts'

interface SuggestionLineProps {
  readonly sessionId: string
  /** Of the exercise in that session. */
  readonly exerciseId: string
  readonly onFill: (suggestion: recordsApi.Suggestion) => void
}

/** A suggestion where the exercise is done, in one line that opens: the sentence is the server's. */
export function SuggestionLine({ sessionId, exerciseId, onFill }: SuggestionLineProps) {
  const { t } = useTranslation()
  const nextText = useNextText()
  // All exercises of the session share one request.
  const { data } = useSessionSuggestions(sessionId)
  const suggestion = data?.items.find((one) => one.sessionExerciseId === exerciseId)
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
