import { MAX_SERIES_BLOCKS } from '@fitvibe/training/limits'

import type { Template } from '../../db/tables/series.ts'

/** Whether each session of a series has few enough blocks of sets. */
export const isInBounds = ({ exercises }: Pick<Template, 'exercises'>): boolean =>
  exercises.reduce((sum, { planned }) => sum + planned.length, 0) <= MAX_SERIES_BLOCKS
