import { Alert, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Page } from '../components/page.tsx'
import { ExerciseChooser } from '../features/exercises/exerciseChooser.tsx'
import { ChooseFile } from '../features/imports/chooseFile.tsx'
import { ImportList } from '../features/imports/importList.tsx'
import { ImportPreview } from '../features/imports/importPreview.tsx'
import { useImportProgress, usePreviewImport } from '../features/imports/importQueries.ts'
import { useMe } from '../lib/me.ts'
import { useFormat } from '../lib/useFormat.ts'

export function ImportsRoute() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useMe()
  const preview = usePreviewImport()
  const [isStarted, setStarted] = useState(false)
  const { progress } = useImportProgress(preview.data?.id ?? '', isStarted)
  const done = progress?.result
  return (
    <Page title={t('imports.title')} subtitle={t('imports.lead')}>
      <Stack gap="md">
        {done && (
          <Alert color="pine" variant="light" title={t('imports.done')} role="status">
            <Stack gap="xs" align="flex-start">
              <Text size="sm" c="var(--mantine-color-text)">
                {t('imports.doneText', {
                  sessions: format.number(done.workouts),
                  sets: format.number(done.sets),
                })}{' '}
                {done.changed > 0 && `${t('imports.changedText', { count: done.changed })} `}
                {done.explanation}
              </Text>
              <Button component={Link} to="/sessions" variant="default">
                {t('imports.see')}
              </Button>
            </Stack>
          </Alert>
        )}
        {preview.data && !done ? (
          <ImportPreview
            key={preview.data.id}
            preview={preview.data}
            unit={me?.unit ?? 'kg'}
            chooser={ExerciseChooser}
            isStarted={isStarted}
            onStart={() => setStarted(true)}
            onOther={() => {
              preview.reset()
              setStarted(false)
            }}
          />
        ) : (
          <ChooseFile
            error={preview.error}
            sent={preview.isPending ? preview.sent : null}
            onChoose={(file) => {
              setStarted(false)
              preview.mutate(file)
            }}
          />
        )}
        <ImportList shownId={done ? undefined : preview.data?.id} />
      </Stack>
    </Page>
  )
}
