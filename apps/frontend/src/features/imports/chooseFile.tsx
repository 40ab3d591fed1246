import { importsApi } from '@fitvibe/contract'
import { Button, FileInput, Paper, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { UploadBar } from './importBar.tsx'

interface ChooseFileProps {
  readonly error: Error | null
  /** The share of the file that has been sent; null while none is. */
  readonly sent: number | null
  readonly onChoose: (file: File) => void
}

/** A form to choose a file for the preview. */
export function ChooseFile({ error, sent, onChoose }: ChooseFileProps) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const isTooLarge = file !== null && file.size > importsApi.previewImport.upload.bytes
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <FileInput
          label={t('imports.file')}
          description={t('imports.apps', { apps: importsApi.OTHER_APPS.join(', ') })}
          placeholder={t('imports.choose')}
          accept=".csv,.txt,.json,text/csv,application/json"
          styles={{ placeholder: { color: 'var(--mantine-color-dimmed)' } }}
          value={file}
          onChange={setFile}
          error={isTooLarge && t('imports.tooLarge')}
        />
        <ErrorNote error={error} />
        {sent !== null && <UploadBar sent={sent} />}
        <Button
          loading={sent !== null}
          disabled={file === null || isTooLarge}
          onClick={() => file && onChoose(file)}
        >
          {t('imports.look')}
        </Button>
      </Stack>
    </Paper>
  )
}
