import type { peopleApi } from '@fitvibe/contract'
import { Avatar, Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'

import { ActionMenu } from '../components/actionMenu.tsx'
import { EmptyState } from '../components/emptyState.tsx'
import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { initialsOf } from '../components/personAvatar.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { FeedList } from '../features/feed/feedList.tsx'
import { FollowButton } from '../features/people/followButton.tsx'
import { usePerson } from '../features/people/peopleQueries.ts'
import { Answers } from '../features/people/requestList.tsx'
import { useMe } from '../lib/me.ts'
import { usePersonActions } from './personActions.tsx'
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
        <PersonFacts person={person} />
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

function PersonFacts({ person }: { readonly person: peopleApi.Profile }) {
  const { t } = useTranslation()
  const { counts, followsYou, avatarUrl, alias, username } = person
  return (
    <Group gap="xs">
      <Avatar size={56} radius="50%" color="pine" src={avatarUrl} alt="" aria-hidden>
        {initialsOf(alias ?? username)}
      </Avatar>
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
  const navigate = useNavigate()
  const name = person.alias ?? person.username
  const actions = usePersonActions({
    person,
    subject: { username: person.username },
    subjectName: name,
    onBlocked: () => void navigate('/people', { replace: true }),
  })
  return <ActionMenu name={name} actions={actions} />
}
