import { account } from './de/account.ts'
import { app } from './de/app.ts'
import { auth } from './de/auth.ts'
import { body } from './de/body.ts'
import { data } from './de/data.ts'
import { exercises } from './de/exercises.ts'
import { imports } from './de/imports.ts'
import { live } from './de/live.ts'
import { people } from './de/people.ts'
import { progress } from './de/progress.ts'
import { records } from './de/records.ts'
import { rewards } from './de/rewards.ts'
import { series } from './de/series.ts'
import { sessions } from './de/sessions.ts'
import { words } from './de/words.ts'
import type { Texts } from './en.ts'

export const de: Texts = {
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
