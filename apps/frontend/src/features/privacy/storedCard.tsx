import { Paper, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useStored } from './privacyQueries.ts'

/** The table of what is stored, why and how long, as the server describes it. */
export function StoredCard() {
  const { t } = useTranslation()
  const { data } = useStored()
  return (
    <Paper className="fvSurface">
      <Title order={2} size="h4" mb="sm">
        {t('data.stored')}
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table verticalSpacing="xs" aria-label={t('data.stored')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('data.what')}</Table.Th>
              <Table.Th>{t('data.why')}</Table.Th>
              <Table.Th>{t('data.howLong')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map(({ purpose, retention, data }) => (
              <Table.Tr key={`${purpose} ${retention}`}>
                <Table.Td>{data.join(', ')}</Table.Td>
                <Table.Td>{purpose}</Table.Td>
                <Table.Td>{retention}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" mt="sm">
        {t('data.storedHint')}
      </Text>
    </Paper>
  )
}
