import type { DistanceUnit } from '@fitvibe/contract'
import { METRES_PER_MILE } from '@fitvibe/training/units'

/** Metres in the unit of roads, which runs and rides are measured in. */
export const metresPer = (unit: DistanceUnit) => (unit === 'mi' ? METRES_PER_MILE : 1_000)

/** From this distance on, m, the road's unit is shown: 1 km, or a tenth of a mile. */
export const roadFrom = (unit: DistanceUnit) => (unit === 'mi' ? METRES_PER_MILE / 10 : 1_000)
