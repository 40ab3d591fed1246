import type { importsApi } from '@fitvibe/contract'
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { type ImportDraft, KEEP_NAME, MAKE_MINE } from './importDraft.ts'

interface ImportNamesProps {
  readonly preview: importsApi.ImportPreview
  readonly draft: ImportDraft
  readonly onChange: (changes: Partial<ImportDraft>) => void
}

/** Names without a matching exercise: the user picks one, creates one, or keeps only the name. */
export function ImportNames({ preview, draft, onChange }: ImportNamesProps) {
  const { t } = useTranslation()
  const unmatched = preview.exercises.filter(({ match }) => match === null)
  const matched = preview.exercises.length - unmatched.length
  if (preview.exercises.length === 0) return null
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('imports.exercises')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('imports.matched', { count: matched })}{' '}
            {unmatched.length > 0 && t('imports.exercisesHint')}
          </Text>
        </div>
        {unmatched.length > 0 && (
          <table className="fvWork fvNames">
            <thead>
              <tr>
                <th scope="col">{t('imports.name')}</th>
                <th scope="col">{t('imports.becomes')}</th>
              </tr>
            </thead>
            <tbody>
              {unmatched.map(({ name, suggestions }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <Choice
                      aria-label={t('imports.becomesOf', { name })}
                      options={[
                        KEEP_NAME,
                        MAKE_MINE,
                        ...suggestions.map(({ exerciseId }) => exerciseId),
                      ]}
                      labelOf={(option) => {
                        if (option === KEEP_NAME) return t('imports.keepName')
                        if (option === MAKE_MINE) return t('imports.makeMine')
                        const found = suggestions.find(({ exerciseId }) => exerciseId === option)
                        return found?.name ?? option
                      }}
                      value={draft.exercises[name] ?? KEEP_NAME}
                      onChange={(choice) =>
                        choice && onChange({ exercises: { ...draft.exercises, [name]: choice } })
                      }
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Stack>
    </Paper>
  )
}
