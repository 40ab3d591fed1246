import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../components/emptyState.tsx'
import { Page } from '../components/page.tsx'

/** Shown when a page crashes or cannot load, for example after a deployment. */
export function BrokenPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.title')} narrow>
      <EmptyState
        icon="repeat"
        title={t('error.broken')}
        hint={t('error.brokenHint')}
        action={<Button onClick={() => location.reload()}>{t('error.reload')}</Button>}
      />
    </Page>
  )
}
