import type { recordsApi } from '@fitvibe/contract'
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useNextText } from './useNextText.ts'

interface SuggestionNoteProps {
  readonly suggestion: recordsApi.Suggestion
  /** Applies the suggestion; without it, the note is read-only. */
  readonly onAccept?: (suggestion: recordsApi.Suggestion) => void
}

/** The suggested work for next time with the server's reason. */
export function SuggestionNote({ suggestion, onAccept }: SuggestionNoteProps) {
  const { t } = useTranslation()
  const nextText = useNextText()
  const { action, reason, exercise } = suggestion
  return (
    <div className="fvSuggestion">
      <Text size="sm" fw={650}>
        {t('suggestion.title')}
        {action !== 'none' && `: ${nextText(suggestion)}`}
      </Text>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
      {action !== 'none' && onAccept && (
        <Button
          variant="light"
          size="compact-md"
          mt={6}
          aria-label={`${t('suggestion.accept')}: ${exercise.name}`}
          onClick={() => onAccept(suggestion)}
        >
          {t('suggestion.accept')}
        </Button>
      )}
    </div>
  )
}
