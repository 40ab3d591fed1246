import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** Leads from the profile to the page about the user's data. */
export function PrivacyLink() {
  const { t } = useTranslation()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('data.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('data.lead')}
          </Text>
        </div>
        <Button component={Link} to="/data" variant="default">
          {t('data.toPage')}
        </Button>
      </Stack>
    </Paper>
  )
}
