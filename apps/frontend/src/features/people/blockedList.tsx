import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { PagedList } from '../../components/pagedList.tsx'
import { useBlocked, usePersonAction } from './peopleQueries.ts'
import { PersonLine } from './personLine.tsx'

/** The people the athlete blocks, each with a button to unblock. */
export function BlockedList() {
  const { t } = useTranslation()
  const blocked = useBlocked()
  const unblock = usePersonAction('unblock')
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('people.blockedTitle')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('people.blockedHint')}
          </Text>
        </div>
        <PagedList
          list={blocked}
          keyOf={({ username }) => username}
          empty={<Text size="sm">{t('people.blockedNone')}</Text>}
        >
          {(person) => (
            <PersonLine person={person}>
              <Button
                variant="default"
                aria-label={t('people.unblockOne', { name: person.alias ?? person.username })}
                loading={unblock.isPending && unblock.variables === person.username}
                onClick={() => unblock.mutate(person.username)}
              >
                {t('people.unblock')}
              </Button>
            </PersonLine>
          )}
        </PagedList>
      </Stack>
    </Paper>
  )
}
