import type { badgesApi, Language } from '@fitvibe/contract'

import * as badgesService from './badges.service.ts'
import * as pointsService from './points.service.ts'
import type { Consequences } from './sessionCompleted.ts'

/** Adds the explanation of an award in the user's language. */
export const presentAward = (award: Consequences['award'], lang: Language) => ({
  ...award,
  explanation: pointsService.explainAward(lang, award.points, award.details),
})

/** Adds badge names. Stored answers to repeated requests may be older than badges and have none. */
export const presentNewBadges = (
  badges: Consequences['badges'] | undefined,
  lang: Language,
): badgesApi.NewBadge[] => (badges ?? []).map((code) => badgesService.newBadge(lang, code))
