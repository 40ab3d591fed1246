import type { Input, reportsApi } from '@fitvibe/contract'

import { RETENTION_MONTHS } from '../../config/retention.ts'
import type { Context, User } from '../../context.ts'
import { conflict, unprocessable } from '../../errors.ts'
import { monthsBefore } from '../../utils/calendar.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as feedService from '../feed/feed.service.ts'
import * as peopleService from '../people/people.service.ts'
import * as reportsRepository from './reports.repository.ts'
import type { NewReport } from './reports.repository.ts'

type Body = Input<typeof reportsApi.reportSession>['body']

/** Exercises in the snapshot of a session, which administrators read. */
const MAX_SHOWN = 50

/**
 * Reports a session with a snapshot of its texts.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for the user's own session, CONFLICT if the user has an
 * open report of it
 */
export async function reportSession(ctx: Context, user: User, id: string, body: Body) {
  const { owner, author, title, exercises } = await feedService.getStored(ctx, user, id)
  return report(ctx, user, body, {
    kind: 'session',
    subjectId: id,
    subjectOwner: owner,
    snapshot: {
      username: author.username,
      alias: author.alias,
      title,
      exercises: exercises.slice(0, MAX_SHOWN).map(({ name, notes }) => ({ name, notes })),
    },
  })
}

/** Reports a person; same errors as `reportSession`. */
export async function reportPerson(ctx: Context, user: User, username: string, body: Body) {
  const { pair, relationship } = await peopleService.getRelationship(ctx, user, username)
  const person = peopleService.assertVisible(relationship)
  return report(ctx, user, body, {
    kind: 'person',
    subjectId: pair.other,
    subjectOwner: pair.other,
    snapshot: { username: person.username, alias: person.alias, title: null, exercises: [] },
  })
}

/** Reports an athlete's public exercise; same errors as `reportSession`. */
export async function reportExercise(ctx: Context, user: User, id: string, body: Body) {
  const exercise = await exercisesService.getReportable(ctx, user, id)
  const { owner, username, alias, name, muscleGroup, tags } = exercise
  const words = [muscleGroup, ...tags].filter((word) => word !== null).join(', ')
  return report(ctx, user, body, {
    kind: 'exercise',
    subjectId: id,
    subjectOwner: owner,
    snapshot: { username, alias, title: name, exercises: [{ name, notes: words || null }] },
  })
}

export async function listOwn(ctx: Context, user: User, query: CursorQuery) {
  const found = await reportsRepository.listOwn(ctx.db, { owner: user.id, ...seek(query) })
  return cursorPage(found, query.limit, ({ createdAt: at, id }) => ({ at, id }))
}

async function report(
  ctx: Context,
  user: User,
  { reason, text }: Body,
  subject: Pick<NewReport, 'kind' | 'subjectId' | 'subjectOwner' | 'snapshot'>,
): Promise<{ id: string }> {
  if (subject.subjectOwner === user.id) throw unprocessable('errors.reportSelf')
  const id = ctx.newId()
  const isNew = await reportsRepository.insertReport(ctx.db, {
    ...subject,
    owner: user.id,
    id,
    reason,
    // The contract trims blank text to an empty string.
    text: text || null,
    createdAt: ctx.clock(),
  })
  if (!isNew) throw conflict('errors.reportOpen')
  return { id }
}

/** Deletes reports a year after the decision on them. */
export function deleteDecided({ db, clock }: Context): Promise<number> {
  const until = monthsBefore(clock(), RETENTION_MONTHS.decidedReport)
  return repeatInBatches((limit) => reportsRepository.deleteDecided(db, until, limit))
}
