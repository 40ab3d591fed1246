import type { Metric, recordsApi, workApi, Language } from '@fitvibe/contract'
import { estimatedLbOf } from '@fitvibe/training/units'

import { translate } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { dayOf } from '../../utils/calendar.ts'
import { inUnit, type Unit } from './grid.rules.ts'
import * as recordsRepository from './records.repository.ts'
import * as recordsService from './records.service.ts'
import { suggest, type Suggestion } from './suggestion.rules.ts'
import * as suggestionsRepository from './suggestions.repository.ts'
import type { RecentTraining } from './suggestions.repository.ts'

/** Sessions of an exercise that a suggestion considers. */
const MAX_EXPOSURES = 12

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function get(ctx: Context, user: User, id: string, lang: Language) {
  const exercise = await recordsService.getTrained(ctx, user, id)
  const recent = await recentTrainingOf(ctx, user, [id])
  return suggestionFor(ctx, user, { ...exercise, key: id, plan: [] }, recent.get(id), lang)
}

/** @throws AppError NOT_FOUND */
export async function listForSession(ctx: Context, user: User, sessionId: string, lang: Language) {
  const owner = user.id
  const planned = await suggestionsRepository.listPlanned(ctx.db, { owner, sessionId })
  // A session without exercises exists too.
  if (
    planned.length === 0 &&
    !(await recordsRepository.hasSession(ctx.db, { owner, id: sessionId }))
  )
    throw notFound('errors.notFound.session')
  const keys = planned.map(({ key }) => key)
  const recent = await recentTrainingOf(ctx, user, keys)
  const items = planned.map((exercise) => ({
    sessionExerciseId: exercise.sessionExerciseId,
    ...suggestionFor(ctx, user, exercise, recent.get(exercise.key), lang),
  }))
  return { items }
}

async function recentTrainingOf(ctx: Context, user: User, keys: readonly string[]) {
  const filter = { owner: user.id, keys: [...new Set(keys)], limit: MAX_EXPOSURES }
  const found = await suggestionsRepository.listRecentTraining(ctx.db, filter)
  return new Map(found.map((recent) => [recent.key, recent]))
}

interface Exercise {
  readonly key: string
  readonly name: string
  readonly metric: Metric
  readonly plan: readonly workApi.Work[]
}

function suggestionFor(
  ctx: Context,
  user: User,
  { key, name, metric, plan }: Exercise,
  recent: RecentTraining | undefined,
  lang: Language,
): recordsApi.Suggestion {
  const { equipment = null, exposures = [] } = recent ?? {}
  const unit = recent?.unit ?? 'kg'
  const today = dayOf(ctx.clock(), user.timezone)
  const suggested = suggest({ metric, plan, equipment, unit, today, exposures })
  const { figures: _, ...suggestion } = suggested
  const lastOn = exposures[0]?.on ?? null
  return {
    ...suggestion,
    exercise: { id: key, name },
    lastOn,
    reason: explain(suggested, unit, lang),
  }
}

/** Explains a suggestion in words, with loads in the athlete's unit. */
function explain({ why, reps, load, figures }: Suggestion, unit: Unit, lang: Language): string {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 })
  const weight = (kg: number) => `${number.format(inUnit(kg, unit))} ${unit}`
  const { e1rm = 0, ...others } = figures
  return translate(lang, `suggestions.${why}`, {
    ...Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, number.format(value)]),
    ),
    e1rm: `${number.format(unit === 'lb' ? estimatedLbOf(e1rm) : e1rm)} ${unit}`,
    load:
      load !== null && load < 0
        ? translate(lang, 'suggestions.help', { load: weight(-load) })
        : weight(load ?? 0),
    reps: reps ?? 0,
  })
}
