import type { Input, recordsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { addDays, addIntervals, dayOf, startOf, weekShiftOf } from '../../utils/calendar.ts'
import * as musclesRepository from './muscles.repository.ts'

type Query = Input<typeof recordsApi.getMuscles>['query']

const DEFAULT_WEEKS = 4
const MAX_WEEKS = 53

/**
 * Counts sets by week and muscle. The current week includes sessions planned until its end.
 * @throws AppError UNPROCESSABLE if the period ends before it begins or has too many weeks
 */
export async function get(ctx: Context, user: User, query: Query) {
  const { weekStart } = user
  const last = startOf('week', query.to ?? dayOf(ctx.clock(), user.timezone), weekStart)
  const from = query.from
    ? startOf('week', query.from, weekStart)
    : addIntervals('week', last, 1 - DEFAULT_WEEKS)
  if (from > last) throw unprocessable('errors.periodReversed', 'query.to')
  if (addIntervals('week', from, MAX_WEEKS) <= last)
    throw unprocessable('errors.weeksTooMany', 'query.from')
  const to = addDays(last, 6)
  const filter = { owner: user.id, from, to, shift: weekShiftOf(weekStart) }
  const found = await musclesRepository.listMuscleSets(ctx.db, filter)
  const weeks = []
  for (let on = from; on <= last; on = addIntervals('week', on, 1)) weeks.push(weekOf(on, found))
  return { from, to, weeks }
}

function weekOf(on: string, found: readonly musclesRepository.MuscleSets[]) {
  const sets = found.filter((each) => each.on === on)
  const unknown = sets.find(({ muscle }) => muscle === null)
  return {
    on,
    muscles: sets.flatMap(({ muscle, planned, done }) =>
      muscle ? [{ muscle, planned, done }] : [],
    ),
    withoutMuscles: { planned: unknown?.planned ?? 0, done: unknown?.done ?? 0 },
  }
}
