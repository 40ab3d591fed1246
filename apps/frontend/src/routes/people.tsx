import { peopleApi } from '@fitvibe/contract'
import { Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { PeopleLists } from '../features/people/peopleLists.tsx'
import { PeopleSearch } from '../features/people/peopleSearch.tsx'
import { RequestList } from '../features/people/requestList.tsx'
import { maxLengthOf } from '../lib/schemaForm.ts'

export function PeopleRoute() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 250)
  return (
    <Page title={t('people.title')} subtitle={t('people.lead')}>
      <Stack gap="lg">
        <TextInput
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<Icon name="search" />}
          maxLength={maxLengthOf(peopleApi.searchPeople.query.shape.q)}
          autoCapitalize="none"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {q.length >= 2 ? (
          <PeopleSearch q={q} />
        ) : (
          <>
            <RequestList />
            <PeopleLists />
          </>
        )}
      </Stack>
    </Page>
  )
}
