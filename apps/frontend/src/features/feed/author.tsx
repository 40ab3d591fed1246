import type { feedApi } from '@fitvibe/contract'

import { PersonAvatar } from '../../components/personAvatar.tsx'
import { useFormat } from '../../lib/useFormat.ts'

interface AuthorProps {
  readonly item: Pick<feedApi.FeedItem, 'author' | 'completedAt'>
  readonly isLink?: boolean
}

/** Who trained, and when. */
export function Author({ item, isLink = false }: AuthorProps) {
  const format = useFormat()
  return (
    <PersonAvatar person={item.author} detail={format.dateTime(item.completedAt)} isLink={isLink} />
  )
}
