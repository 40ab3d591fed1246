import type { feedApi } from '@fitvibe/contract'
import type { ComponentType, ReactNode } from 'react'

import { PagedList } from '../../components/pagedList.tsx'
import { FeedCard } from './feedCard.tsx'
import { type FeedQuery, useFeed } from './feedQueries.ts'
import { TranslationNote } from './translationNote.tsx'
import { useOriginal } from './useOriginal.ts'

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
          <TranslatedCard item={item} />
          <div className="fvFeedMenu">
            <Menu session={item} />
          </div>
        </div>
      )}
    </PagedList>
  )
}

/** A card with a note below it if its texts are translated: a link must not contain a button. */
function TranslatedCard({ item }: { readonly item: feedApi.FeedItem }) {
  const { original, lang, note } = useOriginal(item)
  return (
    <>
      <FeedCard item={original ? { ...item, ...original } : item} lang={lang} />
      {note && <TranslationNote {...note} />}
    </>
  )
}
