import type { feedApi } from '@fitvibe/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Attribution } from '../../components/attribution.tsx'
import { TotalsLine } from '../../components/totalsLine.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Author } from './author.tsx'

interface FeedCardProps {
  readonly item: feedApi.FeedItem
  /** Language of the athlete's texts, if it is not that of the page. */
  readonly lang: string | undefined
}

export function FeedCard({ item, lang }: FeedCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const others = item.exerciseCount - item.exerciseNames.length
  const more = others > 0 ? [t('feed.moreExercises', { count: others })] : []
  return (
    <Link to={`/feed/${item.id}`} className="fvSurface fvCard fvFeedCard">
      <Author item={item} />
      <div>
        <Text component="span" lang={lang} fw={650} className="fvCardTitle">
          {item.title}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {[...item.exerciseNames, ...more].join(' · ')}
        </Text>
      </div>
      <div className="fvFeedFoot">
        <TotalsLine totals={item.totals} />
        {item.points !== null && item.points > 0 && (
          <span className="fvPoints">
            +{format.number(item.points)} {t('points.unit', { count: item.points })}
          </span>
        )}
      </div>
      <Attribution attribution={item.attribution} isPlain />
    </Link>
  )
}
