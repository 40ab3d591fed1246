import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../components/emptyState.tsx'
import { Page } from '../components/page.tsx'

export function NotFoundRoute() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.notFound')} narrow>
      <EmptyState
        icon="search"
        title={t('error.notFound')}
        hint={t('error.notFoundHint')}
        action={
          <Button component={Link} to="/">
            {t('nav.home')}
          </Button>
        }
      />
    </Page>
  )
}
