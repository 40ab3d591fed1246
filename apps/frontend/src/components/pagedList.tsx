import { Stack } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { ErrorNote } from './errorNote.tsx'
import { LoadMore } from './loadMore.tsx'
import { CardSkeletons } from './skeletons.tsx'

interface PagedListProps<T> {
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>
  readonly keyOf: (item: T) => string
  readonly empty: ReactNode
  readonly children: (item: T) => ReactNode
  /** Height of an item while the list loads, px. */
  readonly height?: number
}

/** An infinite list in each of its states: loading, failed, empty, loaded. */
export function PagedList<T>({ list, keyOf, empty, children, height = 72 }: PagedListProps<T>) {
  if (list.isPending) return <CardSkeletons count={3} height={height} />
  if (list.isLoadingError)
    return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return empty
  return (
    <>
      <Stack gap="sm" component="ul" className="fvPlainList">
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </Stack>
      <LoadMore list={list} />
    </>
  )
}
