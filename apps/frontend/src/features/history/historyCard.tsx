import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useExport } from './historyQueries.ts'

/** Buttons to import and to export the training history. */
export function HistoryCard() {
  const { t } = useTranslation()
  const [json, csv] = [useExport('json'), useExport('csv')]
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('imports.history')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('imports.historyHint')}
          </Text>
        </div>
        <Group gap="sm">
          <Button component={Link} to="/imports">
            {t('imports.open')}
          </Button>
          <Button variant="default" loading={json.isPending} onClick={() => json.mutate()}>
            {t('imports.exportJson')}
          </Button>
          <Button variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
            {t('imports.exportCsv')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
