import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../components/emptyState.tsx'
import { Page } from '../components/page.tsx'
import { StretchList } from '../components/stretchList.tsx'
import { SeriesCard } from '../features/sessions/seriesCard.tsx'
import { useSeriesList } from '../features/sessions/sessionQueries.ts'

/** What repeats in the athlete's plan. */
export function SeriesRoute() {
  const { t } = useTranslation()
  const series = useSeriesList()
  return (
    <Page title={t('series.title')} subtitle={t('series.subtitle')}>
      <StretchList
        list={series}
        keyOf={({ id }) => id}
        height={132}
        empty={
          <EmptyState
            icon="repeat"
            title={t('series.none')}
            hint={t('series.noneHint')}
            action={
              <Button component={Link} to="/sessions/new" mt="xs">
                {t('session.plan')}
              </Button>
            }
          />
        }
      >
        {(one) => <SeriesCard series={one} />}
      </StretchList>
    </Page>
  )
}
