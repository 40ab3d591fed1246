import { importsApi, type Output } from '@fitvibe/contract'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../../components/confirm.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useImports, useUndoImport } from './importQueries.ts'

/** Sessions that a message names. */
const MAX_NAMED = 5

/** The user's imports, with a button to undo each. */
export function ImportList() {
  const { t } = useTranslation()
  const format = useFormat()
  const imports = useImports()
  const undo = useUndoImport()
  const [asked, setAsked] = useState<importsApi.Import | null>(null)
  const finished = imports.data?.filter(({ status }) => status !== 'open') ?? []
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
  if (imports.isError) return <ErrorNote error={imports.error} />
  if (finished.length === 0) return null
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('imports.past')}
        </Title>
        <Stack component="ul" gap="sm" className="fvPlainList">
          {finished.map((item) => (
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
    t(`imports.status.${item.status}`),
    format.nearDate(item.undoneAt ?? item.committedAt ?? item.createdAt),
    `${t('imports.sessions')}: ${format.number(item.workouts)}`,
  ]
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
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
  )
}
