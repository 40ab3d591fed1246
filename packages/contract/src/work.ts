import { MAX_BLOCKS } from '@fitvibe/training/limits'
import { toExactKg } from '@fitvibe/training/rounding'
import { measures as bounds, type Bounds } from '@fitvibe/training/sets'
import { z } from 'zod'

import { hundredths } from './common.ts'
import { SetType } from './vocabulary.ts'

function number({ min, max, step }: Bounds) {
  const numbers = (step === 1 ? z.int() : z.number()).min(min).max(max)
  return step === 0.5 ? numbers.multipleOf(0.5) : numbers
}

const measures = {
  sets: number(bounds.sets).nullable().describe('Equal sets in this block; null means 1'),
  reps: number(bounds.reps).nullable().describe('Repetitions in each set'),
  // To ten decimals, every multiple of 0.01 lb comes back as it was sent.
  load: number(bounds.load)
    .overwrite(toExactKg)
    .nullable()
    .describe('Load, kg, to ten decimals; below 0 it is help: an assisted machine or a band')
    .meta({ example: 82.5 }),
  distance: hundredths(bounds.distance.min, bounds.distance.max)
    .nullable()
    .describe('Distance of each set, m'),
  durationSec: number(bounds.durationSec).nullable().describe('Duration of each set, s'),
  rpe: number(bounds.rpe).nullable().describe('Rate of perceived exertion, 1 to 10 in halves'),
  rir: number(bounds.rir).nullable().describe('Repetitions in reserve'),
  restSec: number(bounds.restSec).nullable().describe('Rest after each set, s'),
  side: z
    .enum(bounds.side)
    .nullable()
    .describe('The side that the set trains; null if both work, together or in turn'),
} satisfies Readonly<Record<keyof typeof bounds, z.ZodNullable>>

/** A block of equal sets in an answer. Sets logged one by one are blocks with `sets` 1. */
export const Work = z
  .object({ setType: SetType, ...measures })
  .meta({ id: 'Work', description: 'A block of equal sets, planned or done' })
export type Work = z.infer<typeof Work>

export { blankWork } from '@fitvibe/training/sets'

type WorkInput = { readonly [K in keyof typeof measures]: z.ZodDefault<(typeof measures)[K]> }

/** A block of equal sets in a request: missing measures are null. */
export const workInput = {
  setType: SetType.default('working'),
  ...(Object.fromEntries(
    Object.entries<z.ZodNullable>(measures).map(([name, measure]) => [name, measure.default(null)]),
  ) as WorkInput),
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
