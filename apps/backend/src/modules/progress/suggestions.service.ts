import type { Metric, recordsApi, workApi } from '@fitvibe/contract'

import { translate, type Language } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { dayOf } from '../../utils/calendar.ts'
import { inUnit, type Unit } from './grid.rules.ts'
import * as recordsRepository from './records.repository.ts'
import * as recordsService from './records.service.ts'
import { suggest, type Suggestion } from './suggestion.rules.ts'
import * as suggestionsRepository from './suggestions.repository.ts'
import type { Lately } from './suggestions.repository.ts'

/** As many of the last times as a suggestion looks back on. */
const EXPOSURES = 12

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function get(ctx: Context, user: User, lang: Language, id: string) {
  const exercise = await recordsService.getTrained(ctx, user.id, id)
  const lately = await latelyOf(ctx, user.id, [id])
  return suggestionFor(ctx, user, lang, { ...exercise, key: id, plan: [] }, lately.get(id))
}

/** @throws AppError NOT_FOUND */
export async function listForSession(ctx: Context, user: User, lang: Language, sessionId: string) {
  const planned = await suggestionsRepository.listPlanned(ctx.db, { owner: user.id, sessionId })
  const isThere =
    planned.length > 0 ||
    (await recordsRepository.hasSession(ctx.db, { owner: user.id, id: sessionId }))
  if (!isThere) throw notFound('errors.notFound.session')
  const keys = planned.map(({ key }) => key)
  const lately = await latelyOf(ctx, user.id, keys)
  const items = planned.map((exercise) => ({
    sessionExerciseId: exercise.sessionExerciseId,
    ...suggestionFor(ctx, user, lang, exercise, lately.get(exercise.key)),
  }))
  return { items }
}

async function latelyOf(ctx: Context, owner: string, keys: readonly string[]) {
  const filter = { owner, keys: [...new Set(keys)], limit: EXPOSURES }
  const found = await suggestionsRepository.listLately(ctx.db, filter)
  return new Map(found.map((lately) => [lately.key, lately]))
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
  lang: Language,
  { key, name, metric, plan }: Exercise,
  lately: Lately | undefined,
): recordsApi.Suggestion {
  const { equipment = null, exposures = [] } = lately ?? {}
  const unit = lately?.unit ?? 'kg'
  const today = dayOf(ctx.clock(), user.timezone)
  const made = suggest({ metric, plan, equipment, unit, today, exposures })
  const { figures: _, ...suggestion } = made
  const lastOn = exposures[0]?.on ?? null
  return { ...suggestion, exercise: { id: key, name }, lastOn, reason: explain(made, lang, unit) }
}

/** Why, in words; loads in the athlete's unit. */
function explain({ why, reps, load, figures }: Suggestion, lang: Language, unit: Unit): string {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 })
  const weight = (kg: number) => `${number.format(inUnit(kg, unit))} ${unit}`
  const { e1rm = 0, ...others } = figures
  return translate(lang, `suggestions.${why}`, {
    ...Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, number.format(value)]),
    ),
    e1rm: weight(e1rm),
    load: weight(load ?? 0),
    reps: reps ?? 0,
  })
}
