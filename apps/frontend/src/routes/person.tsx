import type { peopleApi } from '@fitvibe/contract'
import { ActionIcon, Badge, Group, Menu, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'

import { EmptyState } from '../components/emptyState.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { FeedList } from '../features/feed/feedList.tsx'
import { BlockDialog } from '../features/people/blockDialog.tsx'
import { FollowButton } from '../features/people/followButton.tsx'
import { usePerson } from '../features/people/peopleQueries.ts'
import { Answers } from '../features/people/requestList.tsx'
import { ReportDialog } from '../features/reports/reportDialog.tsx'
import { useMe } from '../lib/me.ts'
import { SharedMenu } from './sharedMenu.tsx'

export function PersonRoute() {
  const { username = '' } = useParams()
  const person = usePerson(username)
  if (person.data) return <PersonPage key={username} person={person.data} />
  return (
    <Page title={username}>
      {person.isError ? (
        <ErrorNote error={person.error} onRetry={() => void person.refetch()} />
      ) : (
        <CardSkeletons count={4} />
      )}
    </Page>
  )
}

function PersonPage({ person }: { readonly person: peopleApi.Profile }) {
  const { t } = useTranslation()
  const { data: me } = useMe()
  const name = person.alias ?? person.username
  const isOwn = me?.username === person.username
  return (
    <Page
      title={name}
      subtitle={person.alias ? `@${person.username}` : undefined}
      actions={
        !isOwn && (
          <>
            <FollowButton person={person} />
            <PersonMenu person={person} />
          </>
        )
      }
    >
      <Stack gap="md">
        <Standing person={person} />
        {person.followsYou === 'requested' && (
          <Group gap="xs">
            <Answers person={person} />
          </Group>
        )}
        {person.counts ? (
          <FeedList
            query={{ author: person.username }}
            Menu={SharedMenu}
            empty={
              <EmptyState
                icon="dumbbell"
                title={t('people.nothingShared')}
                hint={t('people.nothingSharedHint', { name })}
              />
            }
          />
        ) : (
          <EmptyState
            icon="lock"
            title={t('people.privateProfile')}
            hint={t('people.privateHint', { name })}
          />
        )}
      </Stack>
    </Page>
  )
}

function Standing({ person: { counts, followsYou } }: { readonly person: peopleApi.Profile }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      {counts && (
        <Text size="sm" c="dimmed">
          {[
            t('people.sessions', { count: counts.sessions }),
            t('people.followers', { count: counts.followers }),
            t('people.followingCount', { count: counts.following }),
          ].join(' · ')}
        </Text>
      )}
      {followsYou === 'accepted' && <Badge variant="light">{t('people.followsYou')}</Badge>}
    </Group>
  )
}

function PersonMenu({ person }: { readonly person: peopleApi.Profile }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'report' | 'block' | null>(null)
  const name = person.alias ?? person.username
  const close = () => setAsking(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={44} aria-label={t('common.actionsFor', { name })}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="flag" />} onClick={() => setAsking('report')}>
            {t('reports.report')}
          </Menu.Item>
          <Menu.Item
            className="fvDanger"
            leftSection={<Icon name="lock" />}
            onClick={() => setAsking('block')}
          >
            {t('people.block', { name })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ReportDialog
        subject={{ username: person.username }}
        name={name}
        isOpen={asking === 'report'}
        onClose={close}
      />
      <BlockDialog
        person={person}
        isOpen={asking === 'block'}
        onClose={close}
        onBlocked={() => void navigate('/people', { replace: true })}
      />
    </>
  )
}
