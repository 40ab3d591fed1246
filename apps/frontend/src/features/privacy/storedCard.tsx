import { Paper, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useStored } from './privacyQueries.ts'

/** Lists the stored data with purpose and time, as the server describes them. */
export function StoredCard() {
  const { t } = useTranslation()
  const { data } = useStored()
  return (
    <Paper className="fvSurface">
      <Title order={2} size="h4">
        {t('data.stored')}
      </Title>
      <dl className="fvStored">
        {data?.items.map(({ purpose, retention, data }) => (
          <div key={`${purpose} ${retention}`}>
            <dt>{data.join(', ')}</dt>
            <dd>{purpose}</dd>
            <dd>{retention}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t('data.storedHint')}
      </Text>
    </Paper>
  )
}
