import { importsApi, type Output } from '@fitvibe/contract'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ImportBar } from './importBar.tsx'
import {
  isRunning,
  problemOf,
  useImportProgress,
  useImports,
  useUndoImport,
} from './importQueries.ts'

/** Sessions that a message names. */
const MAX_NAMED = 5

interface ImportListProps {
  /** The import that the page shows above, with its progress. */
  readonly shownId: string | undefined
}

/** The user's imports: those that run with their progress, done ones with a button to undo each. */
export function ImportList({ shownId }: ImportListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const imports = useImports()
  const undo = useUndoImport()
  const [asked, setAsked] = useState<importsApi.Import | null>(null)
  const listed =
    imports.data?.filter(
      ({ id, status, progress }) => id !== shownId && (status !== 'open' || progress !== null),
    ) ?? []
  const undoneText = (done: Output<typeof importsApi.undoImport>) => {
    const { removed, kept, restored, notRestored, keptChanges } = done
    const named = keptChanges
      .slice(0, MAX_NAMED)
      .map(({ title, startedAt }) => `${title} (${format.nearDate(startedAt)})`)
    const sessions = [...named, ...(notRestored > named.length ? ['…'] : [])].join(', ')
    return [
      t('imports.undone', { removed, kept }),
      ...(restored > 0 ? [t('imports.restored', { restored })] : []),
      ...(notRestored > 0 ? [t('imports.notRestored', { sessions })] : []),
    ].join(' ')
  }
  const undoAsked = () =>
    asked &&
    undo.mutate(asked.id, {
      onSuccess: (done) => toastSuccess(undoneText(done)),
      onSettled: () => setAsked(null),
    })
  if (imports.isLoadingError) return <ErrorNote error={imports.error} />
  if (listed.length === 0) return null
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('imports.past')}
        </Title>
        <Stack component="ul" gap="sm" className="fvPlainList">
          {listed.map((item) => (
            <Line key={item.id} item={item} onUndo={() => setAsked(item)} />
          ))}
        </Stack>
      </Stack>
      <Confirm
        isOpen={asked !== null}
        title={t('imports.undo')}
        text={t('imports.undoText')}
        action={t('imports.undo')}
        isBusy={undo.isPending}
        onConfirm={undoAsked}
        onClose={() => setAsked(null)}
      />
    </Paper>
  )
}

function Line({ item, onUndo }: { item: importsApi.Import; onUndo: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = item.fileName ?? t('imports.unnamed')
  const facts = [
    ...(item.progress && isRunning(item.progress) ? [] : [t(`imports.status.${item.status}`)]),
    format.nearDate(item.undoneAt ?? item.committedAt ?? item.createdAt),
    `${t('imports.sessions')}: ${format.number(item.workouts)}`,
  ]
  return (
    <Stack component="li" gap="xs">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {importsApi.IMPORT_APPS[item.source]} · {facts.join(' · ')}
          </Text>
        </div>
        {item.status === 'committed' && (
          <Button variant="default" aria-label={t('imports.undoOf', { name })} onClick={onUndo}>
            {t('imports.undo')}
          </Button>
        )}
      </Group>
      {item.progress && <CommitLine id={item.id} listed={item.progress} />}
    </Stack>
  )
}

interface CommitLineProps {
  readonly id: string
  readonly listed: NonNullable<importsApi.Import['progress']>
}

/** The commit of an import that was started before this page was opened, or on another device. */
function CommitLine({ id, listed }: CommitLineProps) {
  const { t } = useTranslation()
  const { progress, isLost } = useImportProgress(id, isRunning(listed))
  const latest = progress ?? listed
  if (isRunning(latest)) return <ImportBar progress={latest} isLost={isLost} />
  const problem = problemOf(latest)
  if (!problem) return null
  return (
    <>
      <ErrorNote error={problem} />
      <Text size="sm" c="dimmed">
        {t('imports.failedHint')}
      </Text>
    </>
  )
}
