import type { feedApi } from '@fitvibe/contract'

import { PersonAvatar } from '../../components/personAvatar.tsx'
import { useFormat } from '../../lib/useFormat.ts'

interface AuthorProps {
  readonly item: Pick<feedApi.FeedItem, 'author' | 'completedAt'>
  readonly isLink?: boolean
}

/** The author of a shared session and when it was completed. */
export function Author({ item, isLink = false }: AuthorProps) {
  const format = useFormat()
  return (
    <PersonAvatar person={item.author} detail={format.dateTime(item.completedAt)} isLink={isLink} />
  )
}
