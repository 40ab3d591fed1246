import { Button, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { Ledger } from '../features/points/ledger.tsx'
import { PointsTotal } from '../features/points/pointsTotal.tsx'

export function PointsRoute() {
  const { t } = useTranslation()
  return (
    <Page
      title={t('points.name')}
      subtitle={t('points.lead')}
      actions={
        <>
          <Button
            component={Link}
            to="/badges"
            variant="default"
            leftSection={<Icon name="medal" />}
          >
            {t('badges.name')}
          </Button>
          <Button
            component={Link}
            to="/leaderboard"
            variant="default"
            leftSection={<Icon name="trophy" />}
          >
            {t('leaderboard.name')}
          </Button>
        </>
      }
    >
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
