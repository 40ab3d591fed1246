import type { importsApi } from '@fitvibe/contract'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import type { ExerciseChooserDialog } from '../../lib/exercisePicker.ts'
import { type ImportDraft, KEEP_NAME, MAKE_MINE } from './importDraft.ts'

type Named = importsApi.ImportPreview['exercises'][number]

interface ImportNamesProps {
  readonly preview: importsApi.ImportPreview
  readonly draft: ImportDraft
  readonly chooser: ExerciseChooserDialog
  readonly onChange: (changes: Partial<ImportDraft>) => void
}

/**
 * The exercises of a file. For names without a matching exercise the user picks a suggestion,
 * searches, creates an exercise, or keeps only the name; matches can be changed.
 */
export function ImportNames({ preview, draft, chooser: Chooser, onChange }: ImportNamesProps) {
  const { t } = useTranslation()
  const [searched, setSearched] = useState<string | null>(null)
  const [found, setFound] = useState<Readonly<Record<string, string>>>({})
  const unmatched = preview.exercises.filter(({ match }) => match === null)
  const matched = preview.exercises.filter(({ match }) => match !== null)
  if (preview.exercises.length === 0) return null
  const choose = (name: string, choice: string) =>
    onChange({ exercises: { ...draft.exercises, [name]: choice } })
  const rowOf = (named: Named) => (
    <NameRow
      key={named.name}
      named={named}
      choice={draft.exercises[named.name]}
      found={found}
      onChoose={(choice) => choose(named.name, choice)}
      onSearch={() => setSearched(named.name)}
    />
  )
  return (
    <Paper className="fvSurface">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t('imports.exercises')}
          </Title>
          {unmatched.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('imports.exercisesHint')}
            </Text>
          )}
        </div>
        {unmatched.map(rowOf)}
        {matched.length > 0 && (
          <details>
            <summary>{t('imports.matched', { count: matched.length })}</summary>
            <Stack gap="md" mt="md">
              {matched.map(rowOf)}
            </Stack>
          </details>
        )}
      </Stack>
      <Chooser
        isOpen={searched !== null}
        onClose={() => setSearched(null)}
        name={searched ?? ''}
        onChoose={({ id, name }) => {
          setFound((before) => ({ ...before, [id]: name }))
          if (searched !== null) choose(searched, id)
        }}
      />
    </Paper>
  )
}

interface NameRowProps {
  readonly named: Named
  readonly choice: string | undefined
  /** Names of exercises that the user has searched for, by id. */
  readonly found: Readonly<Record<string, string>>
  readonly onChoose: (choice: string) => void
  readonly onSearch: () => void
}

function NameRow({ named, choice, found, onChoose, onSearch }: NameRowProps) {
  const { t } = useTranslation()
  const { name, sets, match, suggestions } = named
  const names: Readonly<Record<string, string>> = {
    [KEEP_NAME]: t('imports.keepName'),
    [MAKE_MINE]: t('imports.makeMine'),
    ...Object.fromEntries(
      (match ? [match] : suggestions).map(({ exerciseId, name }) => [exerciseId, name]),
    ),
    ...(choice !== undefined && found[choice] !== undefined && { [choice]: found[choice] }),
  }
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t('imports.setsOf', { count: sets })}
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <Choice
          flex={1}
          aria-label={t('imports.becomesOf', { name })}
          options={Object.keys(names)}
          labelOf={(option) => names[option] ?? option}
          value={choice ?? match?.exerciseId ?? KEEP_NAME}
          onChange={(chosen) => chosen && onChoose(chosen)}
        />
        <Button
          variant="default"
          leftSection={<Icon name="search" />}
          aria-label={t('imports.searchFor', { name })}
          onClick={onSearch}
        >
          {t('imports.search')}
        </Button>
      </Group>
    </div>
  )
}
