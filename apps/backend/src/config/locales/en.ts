import { badges } from './en/badges.ts'
import { columns } from './en/columns.ts'
import { dataExport } from './en/dataExport.ts'
import { errors } from './en/errors.ts'
import { imports } from './en/imports.ts'
import { issues } from './en/issues.ts'
import { legal } from './en/legal.ts'
import { lookups } from './en/lookups.ts'
import { mail } from './en/mail.ts'
import { points } from './en/points.ts'
import { streak } from './en/streak.ts'
import { suggestions } from './en/suggestions.ts'
import { vocabulary } from './en/vocabulary.ts'

export const en = {
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

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** The keys that every language has to fill: English has them all. */
export type Messages = Translated<typeof en>
