import { useTranslation } from 'react-i18next'

import { AwardCard } from '../../components/awardCard.tsx'
import { useSessionAward } from './pointsQueries.ts'

/** The points of a completed session, explained. */
export function SessionAward({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation()
  const { data: award } = useSessionAward(sessionId)
  return award ? <AwardCard award={award} title={t('points.forSession')} /> : null
}
