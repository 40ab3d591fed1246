import { List, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import { LegalLinks } from './legalLinks.tsx'
import { useConsents } from './privacyQueries.ts'

/** Lists what the user has agreed to, and when. */
export function ConsentCard() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: consents } = useConsents()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('legal.title')}
        </Title>
        {consents?.given.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('legal.none')}
          </Text>
        )}
        {consents && consents.given.length > 0 && (
          <List size="sm" spacing={4}>
            {consents.given.map(({ document, version, givenAt }) => (
              <List.Item key={`${document} ${version}`}>
                {t('legal.given', {
                  document: t(`legal.${document}`),
                  version,
                  when: format.dateTime(givenAt),
                })}
              </List.Item>
            ))}
          </List>
        )}
        <LegalLinks />
      </Stack>
    </Paper>
  )
}
