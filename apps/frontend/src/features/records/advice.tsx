import type { recordsApi } from '@fitvibe/contract'

import { useSessionSuggestions, useSuggestion } from './recordQueries.ts'
import { SuggestionNote } from './suggestionNote.tsx'

interface AdviceProps {
  readonly exercise: { readonly exerciseId: string | null; readonly name: string }
  /** Id of the planned session, once it is saved. */
  readonly sessionId?: string | undefined
  readonly onAccept: (suggestion: recordsApi.Suggestion) => void
}

/** A suggestion for an exercise in a form; renders nothing if the athlete has never done it. */
export function Advice({ exercise, sessionId, onAccept }: AdviceProps) {
  const { exerciseId, name } = exercise
  const planned = useSessionSuggestions(sessionId ?? null).data?.items.find((item) =>
    exerciseId ? item.exercise.id === exerciseId : item.exercise.name === name,
  )
  const single = useSuggestion(planned || sessionId ? null : exerciseId).data
  const suggestion = planned ?? single
  if (!suggestion?.lastOn) return null
  return <SuggestionNote suggestion={suggestion} onAccept={onAccept} />
}
