import type { workApi } from '@fitvibe/contract'
import { measures, SET_TYPES, SIDES } from '@fitvibe/training/sets'

import { readHalves, readSeconds, readText, type Cells } from './cells.ts'

type Work = workApi.Work

/** The measures that Strong's export does not have, and the superset of an exercise. */
type OwnValues = Omit<Work, 'sets' | 'reps' | 'load' | 'distance' | 'durationSec' | 'rpe'> & {
  readonly superset: string | number | null
}

export type OwnColumn = keyof OwnValues

interface Column<Value> {
  readonly heading: string
  readonly read: (cells: Cells<OwnColumn>) => Value | null
}

/**
 * The columns that FitVibe adds to Strong's, in order, for the export and for reading it again. The
 * export writes the property of this name. Append: older files have the order of today.
 */
export const OWN_COLUMNS = {
  rir: { heading: 'RIR', read: (cells) => readHalves(cells, 'rir', 0) },
  restSec: {
    heading: 'Rest Seconds',
    read: (cells) => readSeconds(cells, 'restSec', measures.restSec.max),
  },
  setType: { heading: 'Set Type', read: (cells) => wordIn(cells, 'setType', SET_TYPES) },
  superset: { heading: 'Superset', read: (cells) => readText(cells, 'superset') || null },
  side: { heading: 'Side', read: (cells) => wordIn(cells, 'side', SIDES) },
} as const satisfies { readonly [K in OwnColumn]: Column<OwnValues[K]> }

export const OWN_COLUMN_NAMES = Object.keys(OWN_COLUMNS) as readonly OwnColumn[]

/** Reads a word that is stored as it is written, in any case; null for any other. */
function wordIn<Word extends string>(
  cells: Cells<OwnColumn>,
  name: OwnColumn,
  words: readonly Word[],
): Word | null {
  const found = readText(cells, name).toLowerCase()
  return words.find((word) => word === found) ?? null
}
