import { importsApi } from '@fitvibe/contract'
import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import type { ExerciseChooserDialog } from '../../lib/exercisePicker.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ImportBar } from './importBar.tsx'
import { ImportChanges } from './importChanges.tsx'
import { commitOf, draftOf, type ImportDraft, isAnswered } from './importDraft.ts'
import { ImportNames } from './importNames.tsx'
import { ImportProblems } from './importProblems.tsx'
import { isRunning, problemOf, useCommitImport, useImportProgress } from './importQueries.ts'
import { ImportQuestions } from './importQuestions.tsx'

interface ImportPreviewProps {
  readonly preview: importsApi.ImportPreview
  readonly unit: 'kg' | 'lb'
  readonly chooser: ExerciseChooserDialog
  readonly isStarted: boolean
  readonly onStart: () => void
  readonly onOther: () => void
}

/** The content of a file, questions about it, and the button to import it. */
export function ImportPreview({ preview, unit, chooser, ...props }: ImportPreviewProps) {
  const { isStarted, onStart, onOther } = props
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(preview, unit))
  const commit = useCommitImport(preview.id)
  const { progress, isLost } = useImportProgress(preview.id, isStarted)
  const isBusy = commit.isPending || (progress !== undefined && isRunning(progress))
  const { workouts, measurements } = preview
  const isNothing = workouts === 0 && measurements === 0 && draft.taken.length === 0
  const commitText =
    workouts > 0
      ? t('imports.commit', { count: workouts })
      : measurements > 0 && draft.taken.length === 0
        ? t('imports.commitMeasurements', { count: measurements })
        : t('imports.take', { count: draft.taken.length })
  const change = (changes: Partial<ImportDraft>) =>
    setDraft((before) => ({ ...before, ...changes }))
  return (
    <Stack gap="md">
      <Paper className="fvSurface">
        <Title order={2} size="h4" mb="sm">
          {t('imports.preview')}
        </Title>
        <Facts preview={preview} />
      </Paper>
      <ImportProblems problems={preview.problems} count={preview.problemCount} />
      {workouts === 0 && measurements === 0 && preview.changes.length === 0 ? (
        <EmptyState
          icon="calendar"
          title={t('imports.nothing')}
          hint={t('imports.nothingHint')}
          action={<Button onClick={onOther}>{t('imports.other')}</Button>}
        />
      ) : (
        <>
          <ImportQuestions preview={preview} draft={draft} onChange={change} />
          <ImportChanges preview={preview} draft={draft} onChange={change} />
          <ImportNames preview={preview} draft={draft} chooser={chooser} onChange={change} />
          {isBusy ? (
            <ImportBar progress={progress} isLost={isLost} />
          ) : (
            <ErrorNote error={commit.error ?? problemOf(progress)} />
          )}
          <Group gap="sm">
            <Button
              disabled={isBusy || !isAnswered(preview, draft) || isNothing}
              onClick={() => commit.mutate(commitOf(preview, draft), { onSuccess: onStart })}
            >
              {commitText}
            </Button>
            <Button variant="default" disabled={isBusy} onClick={onOther}>
              {t('imports.other')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

function Facts({ preview }: Pick<ImportPreviewProps, 'preview'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { from, to, volume, alreadyImported, changedSince, ignored } = preview
  const facts: [string, string][] = [
    [t('imports.source'), importsApi.IMPORT_APPS[preview.source]],
    ...(from && to
      ? [[t('imports.span'), `${format.longDay(from)} – ${format.longDay(to)}`] as [string, string]]
      : []),
    [t('imports.sessions'), format.number(preview.workouts)],
    [t('imports.sets'), format.number(preview.sets)],
  ]
  if (preview.measurements > 0)
    facts.push([t('imports.measurements'), format.number(preview.measurements)])
  if (volume) facts.push([t('imports.volume'), format.volume(volume)])
  if (alreadyImported > 0) facts.push([t('imports.already'), format.number(alreadyImported)])
  if (changedSince > 0) facts.push([t('imports.changed'), format.number(changedSince)])
  if (ignored > 0) facts.push([t('imports.ignored'), format.number(ignored)])
  return (
    <table className="fvWork fvFacts">
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
