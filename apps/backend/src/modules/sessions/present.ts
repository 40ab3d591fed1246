import type { Language } from '@fitvibe/contract'
import { compare } from '@fitvibe/training/adherence'

import type { Context } from '../../context.ts'
import { inReadersLanguage, namesInLanguage, type NamedExercises } from '../exercises/present.ts'
import * as sessionsService from './sessions.service.ts'

/** Presents a session of a list, with library exercises in the reader's language. */
export const presentSummary = <T extends NamedExercises>(session: T, lang: Language) => ({
  ...session,
  exerciseNames: namesInLanguage(session, lang),
})

/**
 * Presents a session to its endpoints, with library exercises in the reader's language. Adherence of
 * exercises is null until the session is done.
 */
export function presentSession(ctx: Context, session: sessionsService.Session, lang: Language) {
  const { exercises, status } = session
  return {
    ...presentSummary(sessionsService.withMissed(ctx, session), lang),
    exercises: exercises.map((exercise) => ({
      ...inReadersLanguage(exercise, lang),
      adherence: status === 'planned' ? null : compare(exercise, exercises),
    })),
  }
}
