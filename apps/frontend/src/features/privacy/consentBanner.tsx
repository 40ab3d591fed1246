import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { LegalLinks } from './legalLinks.tsx'
import { useConsents, useDocuments, useGiveConsents } from './privacyQueries.ts'

/** Asks a user to agree to the terms and the privacy notice, as long as a version is new. */
export function ConsentBanner() {
  const { t } = useTranslation()
  const { data: consents } = useConsents()
  if (!consents || consents.due.length === 0) return null
  return (
    <Alert color="pine" variant="light" title={t('legal.ask')} mb="md">
      <Stack gap="xs">
        <Text size="sm" c="var(--mantine-color-text)">
          {t(consents.given.length > 0 ? 'legal.askAgain' : 'legal.askFirst')}
        </Text>
        <Group gap="md">
          <Agree due={consents.due} />
          <LegalLinks />
        </Group>
      </Stack>
    </Alert>
  )
}

function Agree({ due }: { readonly due: readonly ('terms' | 'privacy')[] }) {
  const { t } = useTranslation()
  const { data: documents } = useDocuments()
  const give = useGiveConsents()
  const agree = () => {
    if (!documents) return
    give.mutate(Object.fromEntries(due.map((name) => [name, documents[name].version])))
  }
  return (
    <Button onClick={agree} loading={give.isPending} disabled={!documents}>
      {t('legal.agree')}
    </Button>
  )
}
