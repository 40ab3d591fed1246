import type { badgesApi } from '@fitvibe/contract'
import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Icon } from './icon.tsx'

/** Badges that the athlete has just earned. */
export function NewBadgesCard({ badges }: { readonly badges: readonly badgesApi.NewBadge[] }) {
  const { t } = useTranslation()
  return (
    <div className="fvSurface fvBadge" data-earned>
      <span className="fvBadgeIcon">
        <Icon name="medal" size={24} />
      </span>
      <div className="fvBadgeMain">
        <Text fw={650}>{t('badges.new', { count: badges.length })}</Text>
        <Text>{badges.map(({ name }) => name).join(' · ')}</Text>
        <Anchor component={Link} to="/badges" size="sm" className="fvTap">
          {t('badges.all')}
        </Anchor>
      </div>
    </div>
  )
}
