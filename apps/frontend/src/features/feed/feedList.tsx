import type { feedApi } from '@fitvibe/contract'
import type { ComponentType, ReactNode } from 'react'

import { PagedList } from '../../components/pagedList.tsx'
import { FeedCard } from './feedCard.tsx'
import { type FeedQuery, useFeed } from './feedQueries.ts'

interface FeedListProps {
  readonly query: FeedQuery
  readonly empty: ReactNode
  /** The menu of a session. */
  readonly Menu: ComponentType<{ readonly session: feedApi.FeedItem }>
}

export function FeedList({ query, empty, Menu }: FeedListProps) {
  const feed = useFeed(query)
  return (
    <PagedList list={feed} keyOf={({ id }) => id} empty={empty} height={168}>
      {(item) => (
        <div className="fvFeedItem">
          <FeedCard item={item} />
          <div className="fvFeedMenu">
            <Menu session={item} />
          </div>
        </div>
      )}
    </PagedList>
  )
}
