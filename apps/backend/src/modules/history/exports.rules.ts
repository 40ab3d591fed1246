import type { usersApi, workApi } from '@fitvibe/contract'
import { kgOf, lbOf } from '@fitvibe/training/units'

import { OWN_COLUMN_NAMES, OWN_COLUMNS } from '../../csv/ownColumns.ts'
import type { Cell } from '../../utils/spreadsheet.ts'

/**
 * The columns of Strong's export with units, which Hevy and other apps read too, and columns for what
 * Strong does not have. An import recognises a file of FitVibe by the latter.
 */
export const COLUMNS = [
  'Date',
  'Workout Name',
  'Exercise Name',
  'Set Order',
  'Weight',
  'Weight Unit',
  'Reps',
  'RPE',
  'Distance',
  'Distance Unit',
  'Seconds',
  'Notes',
  'Workout Notes',
  'Workout Duration',
  ...OWN_COLUMN_NAMES.map((name) => OWN_COLUMNS[name].heading),
]

type Unit = usersApi.Me['unit']

interface Session {
  readonly title: string
  readonly notes: string | null
  readonly durationSec: number | null
  readonly exercises: readonly {
    readonly name: string
    readonly notes: string | null
    readonly superset: number | null
    readonly actual: readonly workApi.Work[]
  }[]
}

/**
 * Returns a row for each set of a completed session. `date` is its local start. Loads are in the
 * athlete's unit where it is exact.
 */
export function rowsOf(session: Session, date: string, unit: Unit): Cell[][] {
  return session.exercises.flatMap(({ name, notes, superset, actual }) => {
    let number = 0
    return actual.flatMap((block) => {
      const own = { ...block, superset }
      return Array.from({ length: block.sets ?? 1 }, () => {
        const mark = MARKS[block.setType]
        if (mark === undefined) number += 1
        return [
          date,
          session.title,
          name,
          mark ?? number,
          ...weightCells(block.load ?? 0, unit),
          block.reps ?? 0,
          block.rpe,
          block.distance ?? 0,
          'm',
          block.durationSec ?? 0,
          notes,
          session.notes,
          durationText(session.durationSec ?? 0),
          ...OWN_COLUMN_NAMES.map((name) => own[name]),
        ]
      })
    })
  })
}

/** A load typed in pounds comes back as typed; one that pounds would round stays in kilograms. */
function weightCells(kg: number, unit: Unit): Cell[] {
  const lb = lbOf(kg)
  return unit === 'lb' && kgOf(lb) === kg ? [lb, 'lb'] : [kg, 'kg']
}

const MARKS: Readonly<Partial<Record<workApi.Work['setType'], string>>> = {
  warmup: 'W',
  drop: 'D',
  failure: 'F',
}

/** `1h 5m 30s`, without parts that are 0. */
function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const
  const texts = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`)
  return texts.join(' ') || '0m'
}
