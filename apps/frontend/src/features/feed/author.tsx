import type { feedApi } from '@fitvibe/contract'

import { Face } from '../../components/face.tsx'
import { useFormat } from '../../lib/useFormat.ts'

interface AuthorProps {
  readonly item: Pick<feedApi.FeedItem, 'author' | 'completedAt'>
  readonly isLink?: boolean
}

/** Who trained, and when. */
export function Author({ item, isLink = false }: AuthorProps) {
  const format = useFormat()
  return <Face person={item.author} detail={format.dateTime(item.completedAt)} isLink={isLink} />
}
