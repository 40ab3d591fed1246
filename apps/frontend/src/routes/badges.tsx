import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { BadgeList } from '../features/points/badgeList.tsx'

export function BadgesRoute() {
  const { t } = useTranslation()
  return (
    <Page title={t('badges.name')} subtitle={t('badges.lead')}>
      <BadgeList />
    </Page>
  )
}
