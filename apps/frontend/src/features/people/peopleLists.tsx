import { SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { PagedList } from '../../components/pagedList.tsx'
import { FollowButton } from './followButton.tsx'
import { usePeople } from './peopleQueries.ts'
import { PersonLine } from './personLine.tsx'
import { RemoveFollowers } from './removeFollowers.tsx'

const lists = ['following', 'followers'] as const

/** The people the athlete follows, and the athlete's followers. */
export function PeopleLists() {
  const { t } = useTranslation()
  const [which, setWhich] = useState<(typeof lists)[number]>('following')
  const people = usePeople(which)
  const none =
    which === 'following'
      ? { title: t('people.noFollowing'), hint: t('people.noFollowingHint') }
      : { title: t('people.noFollowers'), hint: t('people.noFollowersHint') }
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label={t('people.which')}
        value={which}
        onChange={(value) => setWhich(value)}
        data={lists.map((value) => ({ value, label: t(`people.lists.${value}`) }))}
      />
      {which === 'followers' && <RemoveFollowers />}
      <PagedList
        list={people}
        keyOf={({ username }) => username}
        empty={<EmptyState icon="user" {...none} />}
      >
        {(person) => (
          <PersonLine person={person}>
            <FollowButton person={person} />
          </PersonLine>
        )}
      </PagedList>
    </Stack>
  )
}
