import { compare } from '@fitvibe/training/adherence'

import type { Context } from '../../context.ts'
import * as sessionsService from './sessions.service.ts'

/** Presents a session to its endpoints. Adherence of exercises is null until the session is done. */
export function presentSession(ctx: Context, session: sessionsService.Session) {
  const { exercises, status } = session
  return {
    ...sessionsService.withMissed(ctx, session),
    exercises: exercises.map((exercise) => ({
      ...exercise,
      adherence: status === 'planned' ? null : compare(exercise, exercises),
    })),
  }
}
