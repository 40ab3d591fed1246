import { badges } from './de/badges.ts'
import { columns } from './de/columns.ts'
import { dataExport } from './de/dataExport.ts'
import { errors } from './de/errors.ts'
import { imports } from './de/imports.ts'
import { issues } from './de/issues.ts'
import { legal } from './de/legal.ts'
import { lookups } from './de/lookups.ts'
import { mail } from './de/mail.ts'
import { points } from './de/points.ts'
import { streak } from './de/streak.ts'
import { suggestions } from './de/suggestions.ts'
import { vocabulary } from './de/vocabulary.ts'
import type { Messages } from './en.ts'

export const de: Messages = {
  columns,
  dataExport,
  errors,
  imports,
  issues,
  legal,
  lookups,
  mail,
  streak,
  badges,
  suggestions,
  points,
  vocabulary,
}
