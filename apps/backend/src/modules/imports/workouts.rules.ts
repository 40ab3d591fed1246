import type { Metric, workApi } from '@fitvibe/contract'
import { CLOCK_SKEW_SECONDS, MAX_SESSION_SECONDS } from '@fitvibe/training/limits'

import { dayOf, instantOf } from '../../utils/calendar.ts'
import { cleaned, toTell } from './cells.rules.ts'
import type { Log, LoggedSet } from './log.rules.ts'
import type { DayOrder, Moment } from './moments.rules.ts'
import {
  KG,
  METRES,
  metricOf,
  MOST,
  type DistanceUnit,
  type Problem,
  type WeightUnit,
} from './rows.rules.ts'

/** What the file left open, by now said. */
export interface Said {
  readonly unit: WeightUnit
  readonly distanceUnit: DistanceUnit
  readonly timezone: string
  readonly dayOrder: DayOrder
}

export interface SettledWorkout {
  readonly key: string
  readonly line: number
  readonly title: string
  readonly notes: string | null
  readonly startedAt: Date
  /** Null where the file does not say how long it took. */
  readonly durationSec: number | null
  readonly exercises: readonly SettledExercise[]
  /** What the file says of it, digested, whatever is said beside it. */
  readonly content: string
}

interface SettledExercise {
  readonly name: string
  readonly isCardio: boolean
  readonly metric: Metric
  readonly superset: number | null
  readonly notes: string | null
  readonly work: readonly workApi.Work[]
}

const MOST_SUPERSETS = 50
const SKEW_MS = CLOCK_SKEW_SECONDS * 1_000

/**
 * The workouts as they are kept: instants, kilograms, metres. Texts are cut to what can be stored,
 * and a workout of the future is left out; either is told.
 */
export function settle(log: Log, said: Said, now: Date) {
  const problems: Problem[] = []
  const tell = (line: number, code: Problem['code'], found: string, isLeftOut = false) =>
    problems.push(toTell({ line, code, found, isLeftOut }))
  const order = log.dayOrder ?? said.dayOrder

  const workouts = log.workouts.flatMap((workout): SettledWorkout[] => {
    const { head, line } = workout
    const startedAt = instant(head.start, order, said.timezone, now)
    if (!startedAt) tell(line, 'date', head.title, true)
    else if (startedAt.getTime() > now.getTime() + SKEW_MS)
      tell(line, 'future', startedAt.toISOString(), true)
    if (!startedAt || startedAt.getTime() > now.getTime() + SKEW_MS) return []
    const fit = (text: string, most: number) => {
      const fitted = cleaned(text, most)
      if (fitted !== text.trim()) tell(line, 'shortened', text)
      return fitted
    }
    const end = head.end && instant(head.end, order, said.timezone, now)
    const durationSec =
      head.durationSec ?? (end && Math.round((end.getTime() - startedAt.getTime()) / 1_000))
    const isPossible =
      durationSec === null || (durationSec >= 0 && durationSec <= MAX_SESSION_SECONDS)
    if (!isPossible) tell(line, 'duration', String(durationSec))
    const groups = new Map<string, number>()
    const exercises = workout.exercises.flatMap((exercise) => {
      const sets = exercise.sets.filter((set) => {
        const isTooMuch = beyond(set, said)
        if (isTooMuch !== null) tell(set.line, 'range', String(isTooMuch), true)
        return isTooMuch === null
      })
      return sets.length > 0 ? [{ ...exercise, sets }] : []
    })
    if (exercises.length === 0) return []
    return [
      {
        key: head.key,
        line,
        title:
          fit(inLine(head.title), 128) || fit(inLine(workout.exercises[0]?.name ?? ''), 128) || '–',
        notes: fit(head.notes, 4_000) || null,
        startedAt,
        durationSec: isPossible ? durationSec || null : null,
        exercises: exercises.map((exercise) => ({
          name: fit(inLine(exercise.name), 128) || '–',
          isCardio: exercise.isCardio,
          metric: metricOf(exercise.sets),
          superset: groupOf(groups, exercise.superset),
          notes: fit(exercise.notes, 1_000) || null,
          work: exercise.sets.map((set) => workOf(set, said)),
        })),
        content: workout.content,
      },
    ]
  })
  return { workouts, problems }
}

/** When it was; where only the day is known, at its noon, or today by now. */
function instant(moment: Moment, order: DayOrder, timezone: string, now: Date): Date | null {
  const local = moment[order]
  if (local === null) return null
  if (moment.offset !== null) return new Date(`${local}${moment.offset}`)
  const at = instantOf(local, timezone)
  const isToday = !moment.hasTime && local.startsWith(dayOf(now, timezone))
  return isToday && at > now ? now : at
}

/** Groups count from 1 in each workout, whatever the file calls them. */
function groupOf(groups: Map<string, number>, name: string | null): number | null {
  if (name === null) return null
  const known = groups.get(name) ?? groups.size + 1
  groups.set(name, known)
  return known > MOST_SUPERSETS ? null : known
}

function workOf(set: LoggedSet, said: Said): workApi.Work {
  const { setType, reps, durationSec, rpe, rir, restSec } = set
  return {
    setType,
    sets: 1,
    reps,
    load: scaled(set.weight, KG[set.weightUnit ?? said.unit]),
    distance: scaled(set.distance, METRES[set.distanceUnit ?? said.distanceUnit]),
    durationSec,
    rpe,
    rir,
    restSec,
  }
}

/** What of a set is more than one can hold, in the unit that is said; null if nothing is. */
function beyond(
  { weight, weightUnit, distance, distanceUnit }: LoggedSet,
  said: Said,
): number | null {
  if ((weight ?? 0) * KG[weightUnit ?? said.unit] > MOST.load) return weight
  const metres = (distance ?? 0) * METRES[distanceUnit ?? said.distanceUnit]
  return metres > MOST.metres ? distance : null
}

/** To the hundredth, as it is stored. */
const scaled = (value: number | null, factor: number) =>
  value === null ? null : Math.round(value * factor * 100) / 100

const inLine = (text: string) => text.replace(/\s+/g, ' ')
