import type { DistanceUnit, workApi } from '@fitvibe/contract'
import type { Measure } from '@fitvibe/training/metrics'
import { measures } from '@fitvibe/training/sets'
import type { TFunction } from 'i18next'

import {
  type Codec,
  distanceCodec,
  durationCodec,
  effortCodec,
  integerCodec,
  loadCodec,
} from './codecs.ts'
import type { Format } from './format.ts'
import type { Unit } from './units.ts'

/** A number of a set, typed in a column of its own. */
export type Column = Exclude<keyof typeof measures, 'side'>

interface Shown {
  readonly locale: string
  readonly unit: Unit
  readonly distanceUnit: DistanceUnit | 'm'
}

interface ColumnParts {
  /** Share of the row: a duration needs more room than an RPE. */
  readonly width: number
  readonly codec: (shown: Shown) => Codec
  /**
   * Where the column is shown: a metric chooses its measures; a plan has the number of sets and all
   * others; a log has one effort, which the athlete chooses.
   */
  readonly kind: 'sets' | 'measure' | 'effort' | 'rest'
  /** An effort that is logged and not planned. */
  readonly isLoggedOnly?: true
}

export const columns = {
  sets: { kind: 'sets', width: 0.8, codec: () => integerCodec(measures.sets.max) },
  load: {
    kind: 'measure',
    width: 1.1,
    codec: ({ unit, locale }) => loadCodec(unit, locale, measures.load.max, measures.load.min),
  },
  reps: { kind: 'measure', width: 0.9, codec: () => integerCodec(measures.reps.max) },
  distance: {
    kind: 'measure',
    width: 1.05,
    codec: ({ distanceUnit, locale }) => distanceCodec(distanceUnit, locale, measures.distance.max),
  },
  durationSec: {
    kind: 'measure',
    width: 1.3,
    codec: () => durationCodec(measures.durationSec.max),
  },
  rpe: { kind: 'effort', width: 0.75, codec: ({ locale }) => effortCodec(measures.rpe, locale) },
  rir: {
    kind: 'effort',
    isLoggedOnly: true,
    width: 0.75,
    codec: ({ locale }) => effortCodec(measures.rir, locale),
  },
  restSec: { kind: 'rest', width: 1.1, codec: () => durationCodec(measures.restSec.max) },
} as const satisfies Readonly<Record<Column, ColumnParts>>

type Parts = typeof columns

/** A way to log how hard a set was. */
export type Effort = { [C in Column]: Parts[C]['kind'] extends 'effort' ? C : never }[Column]

const parts: Readonly<Record<Column, ColumnParts>> = columns

const allColumns = Object.keys(columns) as readonly Column[]

export const efforts = allColumns.filter(
  (column): column is Effort => parts[column].kind === 'effort',
)

/** The columns of a plan of an exercise with these measures. */
export function plannedColumns(measured: readonly Measure[]): readonly Column[] {
  const after = allColumns.filter((column) => {
    const { kind, isLoggedOnly } = parts[column]
    return !isLoggedOnly && (kind === 'effort' || kind === 'rest')
  })
  return ['sets', ...measured, ...after]
}

/** The columns of a log of an exercise with these measures. */
export const loggedColumns = (measured: readonly Measure[], effort: Effort): readonly Column[] => [
  ...measured,
  effort,
]

interface Words {
  readonly t: TFunction
  readonly format: Format
  readonly loadText: (kg: number) => string
}

type Text = (work: workApi.Work, words: Words) => string | false

/** The texts of what was done in a set; false if the set does not have the measure. */
export const texts: Readonly<Record<Measure, Text>> = {
  load: ({ load }, { loadText }) => Boolean(load) && loadText(load ?? 0),
  reps: ({ reps, load }, { t }) =>
    reps !== null && (!load ? t('work.reps', { count: reps }) : String(reps)),
  distance: ({ distance }, { format }) => distance !== null && format.distance(distance),
  durationSec: ({ durationSec }, { format }) =>
    durationSec !== null && format.duration(durationSec),
}
