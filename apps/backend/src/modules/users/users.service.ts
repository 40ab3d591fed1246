import type { Input, usersApi } from '@fitvibe/contract'

import { RETENTION_MONTHS } from '../../config/retention.ts'
import { inTransaction, type Context, type User } from '../../context.ts'
import { authRequired, conflict, unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { dayOf, monthsBefore } from '../../utils/calendar.ts'
import { sliceOf, type PagedQuery } from '../../utils/lists.ts'
import { liveLogins } from '../../utils/liveLogins.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as measurementsService from '../measurements/measurements.service.ts'
import * as followsService from '../people/follows.service.ts'
import * as usersRepository from './users.repository.ts'
import type { Me, State } from './users.repository.ts'
import { hasChanged, isBirthDatePlausible, merge } from './users.rules.ts'

type Changes = Input<typeof usersApi.updateMe>['body']

export async function getMe(ctx: Context, { id: owner }: Pick<User, 'id'>): Promise<Me> {
  const me = await usersRepository.findMe(ctx.db, { owner })
  if (!me) throw authRequired()
  return me
}

/**
 * Updates the given fields and adds a history row if body data, unit, level or frequency changed. A
 * changed weight is the measurement of today. Accepts open requests to follow a profile that becomes
 * public.
 * @throws AppError CONFLICT if a date of birth or gender is already set to another value
 */
export async function update(ctx: Context, user: User, changes: Changes): Promise<Me> {
  const { dateOfBirth } = changes
  if (dateOfBirth && !isBirthDatePlausible(dateOfBirth, dayOf(ctx.clock(), user.timezone)))
    throw unprocessable('errors.birthDate', 'body.dateOfBirth')
  const updated = await inTransaction(ctx, async (ctx) => {
    await usersRepository.lockProfile(ctx.db, { owner: user.id })
    const me = await getMe(ctx, user)
    if (isOverwritten(me.dateOfBirth, changes.dateOfBirth)) throw conflict('errors.immutable')
    if (isOverwritten(me.gender, changes.gender)) throw conflict('errors.immutable')
    const updated = merge(me, changes)
    await write(ctx, user, me, updated)
    if (me.visibility === 'private' && updated.visibility === 'public')
      await followsService.acceptAll(ctx, user.id)
    return updated
  })
  liveLogins.delete(user.sid, ctx.clock())
  return updated
}

export function listHistory(ctx: Context, { id: owner }: User, query: PagedQuery) {
  return usersRepository.listSnapshots(ctx.db, { owner }, sliceOf(query))
}

/** Reduces the history of profiles to one value a month where it is older than two years. */
export function thinHistory({ db, clock }: Context): Promise<number> {
  const until = monthsBefore(clock(), RETENTION_MONTHS.profileChange)
  return repeatInBatches((limit) => usersRepository.deleteWithinMonths(db, until, limit))
}

const PROFILE = [
  'alias',
  'preferredLang',
  'timezone',
  'weekStart',
  'distanceUnit',
  'visibility',
  'onLeaderboard',
  'countsBodyWeight',
] as const
const STATIC = ['dateOfBirth', 'gender'] as const
const STATE: readonly (keyof State)[] = ['weight', 'unit', 'fitnessLevel', 'trainingFrequency']

async function write(ctx: Context, user: User, me: Me, updated: Me): Promise<void> {
  const key = { owner: me.id }
  if (hasChanged(me, updated, PROFILE)) await usersRepository.setProfile(ctx.db, key, updated)
  if (hasChanged(me, updated, STATIC)) await usersRepository.fillStatic(ctx.db, key, updated)
  if (hasChanged(me, updated, STATE))
    await usersRepository.insertSnapshot(ctx.db, key, {
      ...updated,
      id: ctx.newId(),
      recordedAt: ctx.clock(),
    })
  const { weight } = updated
  if (weight !== null && weight !== me.weight)
    await measurementsService.write(ctx, user, { values: { bodyWeight: weight } })
  if (hasChanged(me, updated, ['countsBodyWeight'])) await enqueue(ctx.db, 'recountBests', key)
}

const isOverwritten = <T>(set: T | null, given: T | undefined) =>
  set !== null && given !== undefined && set !== given
