import { Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { Ledger } from '../features/points/ledger.tsx'
import { PointsTotal } from '../features/points/pointsTotal.tsx'

export function PointsRoute() {
  const { t } = useTranslation()
  return (
    <Page title={t('points.name')} subtitle={t('points.lead')}>
      <Stack gap="md">
        <PointsTotal />
        <Title order={2} size="h4">
          {t('points.ledger')}
        </Title>
        <Ledger />
      </Stack>
    </Page>
  )
}
