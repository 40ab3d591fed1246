import type { recordsApi } from '@fitvibe/contract'

import { useSessionSuggestions, useSuggestion } from './recordQueries.ts'
import { SuggestionNote } from './suggestionNote.tsx'

interface AdviceProps {
  readonly exercise: { readonly exerciseId: string | null; readonly name: string }
  /** The session it is planned in, if that is saved already. */
  readonly sessionId?: string | undefined
  readonly onAccept: (suggestion: recordsApi.Suggestion) => void
}

/** A suggestion beside an exercise in a form; nothing where the exercise was never done. */
export function Advice({ exercise, sessionId, onAccept }: AdviceProps) {
  const { exerciseId, name } = exercise
  const planned = useSessionSuggestions(sessionId ?? null).data?.items.find((one) =>
    exerciseId ? one.exercise.id === exerciseId : one.exercise.name === name,
  )
  const single = useSuggestion(planned || sessionId ? null : exerciseId).data
  const suggestion = planned ?? single
  if (!suggestion?.lastOn) return null
  return <SuggestionNote suggestion={suggestion} onAccept={onAccept} />
}
