import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { toastSuccess } from '../../lib/toast.ts'
import { useDeleteTranslations } from './feedQueries.ts'

/** Says that public texts may be translated, and deletes the stored translations. */
export function TranslationsCard() {
  const { t } = useTranslation()
  const remove = useDeleteTranslations()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('feed.translations')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('feed.translationsHint')}
          </Text>
        </div>
        <Group>
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(undefined, {
                onSuccess: () => toastSuccess(t('feed.translationsDeleted')),
              })
            }
          >
            {t('feed.deleteTranslations')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
