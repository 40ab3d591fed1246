import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { HistoryFilters, readFilter } from '../features/sessions/historyFilters.tsx'
import { HistoryList } from '../features/sessions/historyList.tsx'

export function SessionsRoute() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  return (
    <Page
      title={t('nav.sessions')}
      subtitle={
        <Anchor component={Link} to="/series" size="sm" className="fvTap">
          {t('series.open')}
        </Anchor>
      }
      actions={
        <>
          <Button component={Link} to="/sessions/new" leftSection={<Icon name="plus" />}>
            {t('session.plan')}
          </Button>
          <Button component={Link} to="/sessions/log" variant="default">
            {t('session.logPast')}
          </Button>
        </>
      }
    >
      <HistoryFilters params={params} setParams={setParams} />
      <HistoryList filter={readFilter(params)} />
    </Page>
  )
}
