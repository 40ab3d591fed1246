import { account } from './en/account.ts'
import { app } from './en/app.ts'
import { auth } from './en/auth.ts'
import { body } from './en/body.ts'
import { data } from './en/data.ts'
import { exercises } from './en/exercises.ts'
import { imports } from './en/imports.ts'
import { live } from './en/live.ts'
import { people } from './en/people.ts'
import { progress } from './en/progress.ts'
import { records } from './en/records.ts'
import { rewards } from './en/rewards.ts'
import { series } from './en/series.ts'
import { sessions } from './en/sessions.ts'
import { words } from './en/words.ts'
import type { Translated } from './translated.ts'

export const en = {
  ...account,
  ...app,
  ...auth,
  ...body,
  ...data,
  ...exercises,
  ...imports,
  ...live,
  ...people,
  ...progress,
  ...records,
  ...rewards,
  ...series,
  ...sessions,
  ...words,
}

/** The keys that every language has to fill: English has them all. */
export type Texts = Translated<typeof en>
