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
}

export const columns: Readonly<Record<Column, ColumnParts>> = {
  sets: { width: 0.8, codec: () => integerCodec(measures.sets.max) },
  load: {
    width: 1.1,
    codec: ({ unit, locale }) => loadCodec(unit, locale, measures.load.max, measures.load.min),
  },
  reps: { width: 0.9, codec: () => integerCodec(measures.reps.max) },
  distance: {
    width: 1.05,
    codec: ({ distanceUnit, locale }) => distanceCodec(distanceUnit, locale, measures.distance.max),
  },
  durationSec: { width: 1.3, codec: () => durationCodec(measures.durationSec.max) },
  rpe: { width: 0.75, codec: ({ locale }) => effortCodec(measures.rpe, locale) },
  rir: { width: 0.75, codec: ({ locale }) => effortCodec(measures.rir, locale) },
  restSec: { width: 1.1, codec: () => durationCodec(measures.restSec.max) },
}

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
