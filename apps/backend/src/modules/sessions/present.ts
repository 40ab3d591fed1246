import { compare } from '@fitvibe/training/adherence'

import type { Context } from '../../context.ts'
import * as sessionsService from './sessions.service.ts'

/** A session as its endpoints answer it: unless it is planned, with the adherence of each exercise. */
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
