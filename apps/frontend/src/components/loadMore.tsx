import { Button, Group, Stack } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from './errorNote.tsx'

interface LoadMoreProps {
  readonly list: Pick<
    UseInfiniteQueryResult,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'
  >
}

/** A button below a list that loads its next page, with the error if that fails. */
export function LoadMore({ list }: LoadMoreProps) {
  const { t } = useTranslation()
  if (!list.hasNextPage) return null
  return (
    <Stack gap="sm" mt="md">
      {list.isFetchNextPageError && <ErrorNote error={list.error} />}
      <Group justify="center">
        <Button
          variant="default"
          onClick={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
        >
          {t('common.loadMore')}
        </Button>
      </Group>
    </Stack>
  )
}
