import {
  MAX_BLOCKS,
  MAX_DISTANCE_M,
  MAX_HELP_KG,
  MAX_LOAD_KG,
  MAX_REPS,
  MAX_REST_SECONDS,
  MAX_SET_SECONDS,
  MAX_SETS,
} from '@fitvibe/training/limits'
import { toExactKg } from '@fitvibe/training/rounding'
import { SIDES } from '@fitvibe/training/sets'
import { z } from 'zod'

import { hundredths } from './common.ts'
import { SetType } from './vocabulary.ts'

const Side = z
  .enum(SIDES)
  .nullable()
  .describe('The side that the set trains; null if both work, together or in turn')

/** A load, kg, to ten decimals: every multiple of 0.01 lb comes back as it was sent. */
const Load = z.number().min(-MAX_HELP_KG).max(MAX_LOAD_KG).overwrite(toExactKg)

const measures = {
  sets: z.int().min(0).max(MAX_SETS).nullable().describe('Equal sets in this block; null means 1'),
  reps: z.int().min(0).max(MAX_REPS).nullable().describe('Repetitions in each set'),
  load: Load.nullable()
    .describe('Load, kg, to ten decimals; below 0 it is help: an assisted machine or a band')
    .meta({ example: 82.5 }),
  distance: hundredths(0, MAX_DISTANCE_M).nullable().describe('Distance of each set, m'),
  durationSec: z.int().min(0).max(MAX_SET_SECONDS).nullable().describe('Duration of each set, s'),
  rpe: z
    .number()
    .min(1)
    .max(10)
    .multipleOf(0.5)
    .nullable()
    .describe('Rate of perceived exertion, 1 to 10 in halves'),
  rir: z.number().min(0).max(10).multipleOf(0.5).nullable().describe('Repetitions in reserve'),
  restSec: z.int().min(0).max(MAX_REST_SECONDS).nullable().describe('Rest after each set, s'),
  side: Side,
}

/** A block of equal sets in an answer. Sets logged one by one are blocks with `sets` 1. */
export const Work = z
  .object({ setType: SetType, ...measures })
  .meta({ id: 'Work', description: 'A block of equal sets, planned or done' })
export type Work = z.infer<typeof Work>

export { blankWork } from '@fitvibe/training/sets'

/** A block of equal sets in a request: missing measures are null. */
export const workInput = {
  setType: SetType.default('working'),
  sets: measures.sets.default(null),
  reps: measures.reps.default(null),
  load: measures.load.default(null),
  distance: measures.distance.default(null),
  durationSec: measures.durationSec.default(null),
  rpe: measures.rpe.default(null),
  rir: measures.rir.default(null),
  restSec: measures.restSec.default(null),
  side: measures.side.default(null),
}

const WorkInput = z.strictObject(workInput)

/** One block or a list of blocks, parsed to a list. */
export const WorkInputs = z
  .union([WorkInput, z.array(WorkInput).max(MAX_BLOCKS)])
  .transform((work) => (Array.isArray(work) ? work : [work]))

/** Sums over all sets of all working blocks. */
export const Totals = z
  .object({
    volume: z
      .number()
      .describe('Load × repetitions, kg, with the counted body weight and without help'),
    distance: z.number().describe('Distance, m'),
    durationSec: z.int().describe('Duration, s; estimated if not logged'),
    sets: z.int(),
    reps: z.int(),
  })
  .meta({ id: 'Totals', description: 'Sums without warm-ups' })
export type Totals = z.infer<typeof Totals>
