import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { SessionFilters, readFilter } from '../features/sessions/sessionFilters.tsx'
import { SessionList } from '../features/sessions/sessionList.tsx'

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
      <SessionFilters params={params} setParams={setParams} />
      <SessionList filter={readFilter(params)} />
    </Page>
  )
}
