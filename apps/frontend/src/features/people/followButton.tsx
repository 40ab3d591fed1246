import type { peopleApi } from '@fitvibe/contract'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { usePersonAction } from './peopleQueries.ts'

/** Follows, requests, withdraws or unfollows; the label shows the current state. */
export function FollowButton({ person }: { readonly person: peopleApi.Person }) {
  const { t } = useTranslation()
  const [follow, unfollow] = [usePersonAction('follow'), usePersonAction('unfollow')]
  const name = person.alias ?? person.username
  const texts = {
    requested: [t('people.asked'), t('people.askedOne', { name })],
    accepted: [t('people.following'), t('people.followingOne', { name })],
    public: [t('people.follow'), t('people.followOne', { name })],
    private: [t('people.ask'), t('people.askOne', { name })],
  }
  const [text, label] = texts[person.follow ?? person.visibility]
  return (
    <Button
      variant={person.follow === null ? 'filled' : 'default'}
      aria-label={label}
      loading={follow.isPending || unfollow.isPending}
      onClick={() => (person.follow === null ? follow : unfollow).mutate(person.username)}
    >
      {text}
    </Button>
  )
}
