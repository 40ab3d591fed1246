import type { feedApi } from '@fitvibe/contract'

import { PersonAvatar } from '../../components/personAvatar.tsx'
import { useFormat } from '../../lib/useFormat.ts'

interface AuthorProps {
  readonly item: Pick<feedApi.FeedItem, 'author' | 'completedAt' | 'totals'>
  readonly isLink?: boolean
}

/** The author of a shared session and when it began. */
export function Author({ item, isLink = false }: AuthorProps) {
  const format = useFormat()
  const seconds = item.totals?.durationSec ?? 0
  const startedAt = new Date(Date.parse(item.completedAt) - seconds * 1_000).toISOString()
  return <PersonAvatar person={item.author} detail={format.dateTime(startedAt)} isLink={isLink} />
}
