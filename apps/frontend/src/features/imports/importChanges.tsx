import type { importsApi } from '@fitvibe/contract'
import { Paper, Stack, Switch, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import type { ImportDraft } from './importDraft.ts'

interface ImportChangesProps {
  readonly preview: importsApi.ImportPreview
  readonly draft: ImportDraft
  readonly onChange: (changes: Partial<ImportDraft>) => void
}

/** Workouts that differ in the file: the user takes the file's title and sets, or leaves them. */
export function ImportChanges({ preview, draft, onChange }: ImportChangesProps) {
  const { t } = useTranslation()
  const { changes } = preview
  if (changes.length === 0) return null
  const all = changes.map(({ sessionId }) => sessionId)
  const { taken } = draft
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('imports.changes')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('imports.changesHint')}
          </Text>
        </div>
        {changes.length > 1 && (
          <Switch
            label={t('imports.takeAll', { count: changes.length })}
            checked={taken.length === changes.length}
            onChange={({ currentTarget }) => onChange({ taken: currentTarget.checked ? all : [] })}
          />
        )}
        <Stack component="ul" gap="sm" className="fvPlainList">
          {changes.map((change) => (
            <li key={change.sessionId}>
              <ChangeLine
                change={change}
                isTaken={taken.includes(change.sessionId)}
                onTake={(isTaken) =>
                  onChange({
                    taken: isTaken
                      ? [...taken, change.sessionId]
                      : taken.filter((id) => id !== change.sessionId),
                  })
                }
              />
            </li>
          ))}
        </Stack>
      </Stack>
    </Paper>
  )
}

interface ChangeLineProps {
  readonly change: importsApi.ImportChange
  readonly isTaken: boolean
  readonly onTake: (isTaken: boolean) => void
}

function ChangeLine({ change: { startedAt, title, sets }, isTaken, onTake }: ChangeLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = title.here === title.file ? title.here : `${title.here} → ${title.file}`
  const counts =
    sets.here === sets.file
      ? t('imports.otherValues')
      : `${t('imports.sets')}: ${format.number(sets.here)} → ${format.number(sets.file)}`
  return (
    <Switch
      label={name}
      description={`${format.nearDate(startedAt)} · ${counts}`}
      checked={isTaken}
      onChange={({ currentTarget }) => onTake(currentTarget.checked)}
    />
  )
}
