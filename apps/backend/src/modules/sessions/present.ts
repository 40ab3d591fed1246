import type { Language } from '@fitvibe/contract'
import { compare } from '@fitvibe/training/adherence'

import type { Context } from '../../context.ts'
import { inReadersLanguage } from '../exercises/present.ts'
import * as sessionsService from './sessions.service.ts'

/**
 * Presents a session to its endpoints, with library exercises in the reader's language. Adherence of exercises is null
 * until the session is done.
 */
export function presentSession(ctx: Context, session: sessionsService.Session, lang: Language) {
  const { exercises, status } = session
  return {
    ...sessionsService.withMissed(ctx, session),
    exercises: exercises.map((exercise) => ({
      ...inReadersLanguage(exercise, lang),
      adherence: status === 'planned' ? null : compare(exercise, exercises),
    })),
  }
}
