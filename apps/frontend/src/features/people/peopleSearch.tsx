import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { FollowButton } from './followButton.tsx'
import { usePeopleSearch } from './peopleQueries.ts'
import { PersonLine } from './personLine.tsx'

/** People whose username begins with `q`. */
export function PeopleSearch({ q }: { readonly q: string }) {
  const { t } = useTranslation()
  const found = usePeopleSearch(q)
  if (found.isPending) return <CardSkeletons count={3} height={72} />
  if (found.isLoadingError)
    return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.items.length === 0) {
    return (
      <EmptyState
        icon="search"
        title={t('people.nobodyFound')}
        hint={t('people.nobodyFoundHint')}
      />
    )
  }
  return (
    <Stack gap="sm" component="ul" className="fvPlainList">
      {found.data.items.map((person) => (
        <li key={person.username}>
          <PersonLine person={person}>
            <FollowButton person={person} />
          </PersonLine>
        </li>
      ))}
    </Stack>
  )
}
