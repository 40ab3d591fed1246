import type { exercisesApi } from '@fitvibe/contract'
import { Button, Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Confirm } from '../components/confirm.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { ExerciseForm } from '../features/exercises/exerciseForm.tsx'
import { ExerciseList } from '../features/exercises/exerciseList.tsx'
import { useArchiveExercise, useRestoreExercise } from '../features/exercises/exerciseQueries.ts'
import { ExerciseSearch, useExerciseSearch } from '../features/exercises/exerciseSearch.tsx'
import { ReportDialog } from '../features/reports/reportDialog.tsx'
import { toastSuccess } from '../lib/toast.ts'

type Exercise = exercisesApi.Exercise

const ARCHIVED = { archived: 'true' } as const

export function ExercisesRoute() {
  const { t } = useTranslation()
  const search = useExerciseSearch()
  const archive = useArchiveExercise()
  const restore = useRestoreExercise()
  const [isArchive, setIsArchive] = useState(false)
  const [edited, setEdited] = useState<Exercise | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Exercise | null>(null)
  const isNew = edited === 'new'

  return (
    <Page
      title={t('nav.exercises')}
      actions={
        <Button leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
          {t('exercises.create')}
        </Button>
      }
    >
      <Switch
        label={t('exercises.showArchived')}
        checked={isArchive}
        onChange={(event) => setIsArchive(event.currentTarget.checked)}
        mb="sm"
      />
      {!isArchive && <ExerciseSearch search={search} />}
      <ExerciseList
        filter={isArchive ? ARCHIVED : search.query}
        onEdit={setEdited}
        onArchive={setLeaving}
        onRestore={({ id, name }) =>
          restore.mutate(id, {
            onSuccess: () => toastSuccess(t('exercises.restored', { name })),
          })
        }
        renderReport={({ id, name }, state) => (
          <ReportDialog {...state} subject={{ exerciseId: id }} name={name} />
        )}
      />
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={isNew ? t('exercises.create') : t('exercises.edit')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ExerciseForm
          exercise={isNew ? null : edited}
          onSaved={({ name }) => {
            setEdited(null)
            toastSuccess(t('exercises.saved', { name }))
          }}
        />
      </Modal>
      <Confirm
        isOpen={leaving !== null}
        title={t('exercises.archive')}
        text={t('exercises.archiveText', { name: leaving?.name ?? '' })}
        action={t('exercises.archive')}
        isBusy={archive.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() =>
          leaving &&
          archive.mutate(leaving.id, {
            onSuccess: () => toastSuccess(t('exercises.archived')),
            onSettled: () => setLeaving(null),
          })
        }
      />
    </Page>
  )
}
