import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { FeedList } from '../features/feed/feedList.tsx'

export function FeedRoute() {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.feed')} subtitle={t('feed.lead')}>
      <FeedList />
    </Page>
  )
}
