import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface LoadMoreProps {
  readonly hasMore: boolean
  readonly isBusy: boolean
  readonly onMore: () => void
}

export function LoadMore({ hasMore, isBusy, onMore }: LoadMoreProps) {
  const { t } = useTranslation()
  if (!hasMore) return null
  return (
    <Group justify="center" mt="md">
      <Button variant="default" onClick={onMore} loading={isBusy}>
        {t('common.loadMore')}
      </Button>
    </Group>
  )
}
