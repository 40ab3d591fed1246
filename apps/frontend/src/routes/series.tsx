import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../components/emptyState.tsx'
import { Page } from '../components/page.tsx'
import { PagedList } from '../components/pagedList.tsx'
import { useSeriesList } from '../features/planning/planningQueries.ts'
import { SeriesCard } from '../features/planning/seriesCard.tsx'

/** The athlete's series. */
export function SeriesRoute() {
  const { t } = useTranslation()
  const series = useSeriesList()
  return (
    <Page title={t('series.title')} subtitle={t('series.subtitle')}>
      <PagedList
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
        {(item) => <SeriesCard series={item} />}
      </PagedList>
    </Page>
  )
}
