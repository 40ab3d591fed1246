import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A placeholder of about the size of a list that is loading. */
export function CardSkeletons({ count = 3, height = 88 }: { count?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} radius="lg" />
      ))}
    </Stack>
  )
}
