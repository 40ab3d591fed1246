import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../components/emptyState.tsx'
import { Page } from '../components/page.tsx'
import { FeedList } from '../features/feed/feedList.tsx'
import { useMe } from '../lib/me.ts'
import { SharedMenu } from './sharedMenu.tsx'

const scopes = ['public', 'following'] as const

export function FeedRoute() {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const [chosen, setScope] = useState<(typeof scopes)[number]>('public')
  const scope = me ? chosen : 'public'
  const findPeople = (
    <Button component={Link} to="/people" variant="light">
      {t('circle.find')}
    </Button>
  )
  return (
    <Page title={t('nav.feed')} subtitle={t('feed.lead')} actions={me && findPeople}>
      <Stack gap="md">
        {me && (
          <SegmentedControl
            fullWidth
            aria-label={t('circle.scope')}
            value={scope}
            onChange={(value) => setScope(value)}
            data={scopes.map((value) => ({ value, label: t(`circle.scopes.${value}`) }))}
          />
        )}
        <FeedList
          query={{ scope }}
          Menu={SharedMenu}
          empty={
            scope === 'following' ? (
              <EmptyState
                icon="user"
                title={t('circle.noneFollowing')}
                hint={t('circle.noneFollowingHint')}
                action={findPeople}
              />
            ) : (
              <EmptyState icon="globe" title={t('feed.none')} hint={t('feed.noneHint')} />
            )
          }
        />
      </Stack>
    </Page>
  )
}
