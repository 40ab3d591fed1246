import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { FeedCard } from './feedCard.tsx'
import { useFeed } from './feedQueries.ts'

export function FeedList() {
  const { t } = useTranslation()
  const feed = useFeed()
  if (feed.isPending) return <CardSkeletons count={4} height={168} />
  if (feed.isError) return <ErrorNote error={feed.error} onRetry={() => void feed.refetch()} />
  const items = feed.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return <EmptyState icon="globe" title={t('feed.none')} hint={t('feed.noneHint')} />
  }
  return (
    <>
      <Stack gap="sm" component="ul" className="fvPlainList">
        {items.map((item) => (
          <li key={item.id}>
            <FeedCard item={item} />
          </li>
        ))}
      </Stack>
      <LoadMore
        hasMore={feed.hasNextPage}
        isBusy={feed.isFetchingNextPage}
        onMore={() => void feed.fetchNextPage()}
      />
    </>
  )
}
