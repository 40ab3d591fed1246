import type { consentsApi } from '@fitvibe/contract'
import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../components/errorNote.tsx'
import { Page } from '../components/page.tsx'
import { CardSkeletons } from '../components/skeletons.tsx'
import { LegalText } from '../features/privacy/legalText.tsx'
import { useDocuments } from '../features/privacy/privacyQueries.ts'

export const TermsRoute = () => <Legal name="terms" />
export const PrivacyRoute = () => <Legal name="privacy" />

function Legal({ name }: { readonly name: consentsApi.LegalDocument }) {
  const { t } = useTranslation()
  const { data, error } = useDocuments()
  const shown = data?.[name]
  return (
    <Page title={t(`legal.${name}`)}>
      <ErrorNote error={error} />
      {!shown && !error && <CardSkeletons />}
      {shown && (
        <Paper className="fvSurface">
          <Text size="sm" c="dimmed" mb="sm">
            {t('legal.version', { version: shown.version })}
          </Text>
          <LegalText text={shown.text} />
        </Paper>
      )}
    </Page>
  )
}
