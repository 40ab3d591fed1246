import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Page } from '../components/page.tsx'
import { DeleteAccount } from '../features/auth/deleteAccount.tsx'
import { ExportCard } from '../features/auth/exportCard.tsx'
import { ConsentCard } from '../features/privacy/consentCard.tsx'
import { StoredCard } from '../features/privacy/storedCard.tsx'

export function PrivacyAndDataRoute() {
  const { t } = useTranslation()
  return (
    <Page title={t('data.title')}>
      <Stack gap="md">
        <ExportCard />
        <StoredCard />
        <ConsentCard />
        <DeleteAccount />
      </Stack>
    </Page>
  )
}
