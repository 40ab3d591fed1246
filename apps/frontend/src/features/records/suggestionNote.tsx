import type { recordsApi } from '@fitvibe/contract'
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'

interface SuggestionNoteProps {
  readonly suggestion: recordsApi.Suggestion
  /** Takes it over; without it, it can only be read. */
  readonly onAccept?: (suggestion: recordsApi.Suggestion) => void
}

/** What to do next time and why: the sentence is the server's. */
export function SuggestionNote({ suggestion, onAccept }: SuggestionNoteProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sets, reps, load, action, reason, exercise } = suggestion
  const work = { sets: sets ?? 0, reps: reps ?? 0, load: load === null ? '' : format.load(load) }
  return (
    <div className="fvSuggestion">
      <Text size="sm" fw={650}>
        {t('suggestion.title')}
        {action !== 'none' && (
          <>
            {': '}
            {t(load === null ? 'suggestion.sets' : 'suggestion.setsAt', work)}
          </>
        )}
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
