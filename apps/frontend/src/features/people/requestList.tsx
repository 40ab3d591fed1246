import type { peopleApi } from '@fitvibe/contract'
import { Button, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { LoadMore } from '../../components/loadMore.tsx'
import { usePeople, usePersonAction } from './peopleQueries.ts'
import { PersonLine } from './personLine.tsx'

/** Pending follow requests; renders nothing without any. */
export function RequestList() {
  const { t } = useTranslation()
  const requests = usePeople('requests')
  const items = requests.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h4">
        {t('people.requests')}
      </Title>
      <Stack gap="sm" component="ul" className="fvPlainList">
        {items.map((person) => (
          <li key={person.username}>
            <Request person={person} />
          </li>
        ))}
      </Stack>
      <LoadMore list={requests} />
    </Stack>
  )
}

function Request({ person }: { readonly person: peopleApi.Person }) {
  return (
    <PersonLine person={person}>
      <Answers person={person} />
    </PersonLine>
  )
}

/** Accepts or refuses a follow request. */
export function Answers({
  person,
}: {
  readonly person: Pick<peopleApi.Person, 'username' | 'alias'>
}) {
  const { t } = useTranslation()
  const [accept, refuse] = [usePersonAction('accept'), usePersonAction('remove')]
  const name = person.alias ?? person.username
  return (
    <>
      <Button
        aria-label={t('people.acceptOne', { name })}
        loading={accept.isPending}
        onClick={() => accept.mutate(person.username)}
      >
        {t('people.accept')}
      </Button>
      <Button
        variant="default"
        aria-label={t('people.refuseOne', { name })}
        loading={refuse.isPending}
        onClick={() => refuse.mutate(person.username)}
      >
        {t('people.refuse')}
      </Button>
    </>
  )
}
