import type { exercisesApi } from '@fitvibe/contract'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { ActionMenu, type DialogState } from '../../components/actionMenu.tsx'
import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { ExerciseLine } from './exerciseLine.tsx'
import { type ExerciseFilter, useExercises } from './exerciseQueries.ts'

interface ExerciseListProps {
  readonly filter: ExerciseFilter
  readonly onEdit: (exercise: exercisesApi.Exercise) => void
  readonly onArchive: (exercise: exercisesApi.Exercise) => void
  readonly onRestore: (exercise: exercisesApi.Exercise) => void
  readonly renderReport: (exercise: exercisesApi.Exercise, state: DialogState) => ReactNode
}

export function ExerciseList({ filter, ...menu }: ExerciseListProps) {
  const { t } = useTranslation()
  const exercises = useExercises(filter)
  if (exercises.isPending) return <CardSkeletons count={8} height={64} />
  if (exercises.isLoadingError) {
    return <ErrorNote error={exercises.error} onRetry={() => void exercises.refetch()} />
  }
  const items = exercises.data.pages.flatMap((page) => page.items)
  const total = exercises.data.pages[0]?.total ?? 0
  if (items.length === 0) {
    return filter.archived ? (
      <EmptyState
        icon="dumbbell"
        title={t('exercises.noneArchived')}
        hint={t('exercises.noneArchivedHint')}
      />
    ) : (
      <EmptyState icon="search" title={t('exercises.none')} hint={t('exercises.noneHint')} />
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs" role="status">
        {t('exercises.count', { count: total })}
      </Text>
      <ul className="fvRows">
        {items.map((exercise) => (
          <li key={exercise.id}>
            <ExerciseLine exercise={exercise} />
            <ExerciseMenu {...menu} exercise={exercise} />
          </li>
        ))}
      </ul>
      <LoadMore list={exercises} />
    </>
  )
}

interface ExerciseMenuProps extends Omit<ExerciseListProps, 'filter'> {
  readonly exercise: exercisesApi.Exercise
}

function ExerciseMenu({ exercise, onEdit, onArchive, onRestore, renderReport }: ExerciseMenuProps) {
  const { t } = useTranslation()
  const { id, name } = exercise
  const isArchived = exercise.archivedAt !== null
  const isOwn = exercise.source === 'own' && !isArchived
  const history = new URLSearchParams({ exerciseId: id, exercise: name }).toString()
  return (
    <ActionMenu
      name={name}
      isPlain
      actions={[
        { label: t('exercises.history'), icon: 'calendar', to: `/sessions?${history}` },
        {
          label: t('common.edit'),
          icon: 'edit',
          isOffered: isOwn,
          onChoose: () => onEdit(exercise),
        },
        {
          label: t('exercises.restore'),
          icon: 'back',
          isOffered: isArchived,
          onChoose: () => onRestore(exercise),
        },
        {
          label: t('exercises.archive'),
          icon: 'trash',
          isDanger: true,
          isOffered: isOwn,
          onChoose: () => onArchive(exercise),
        },
        {
          label: t('reports.report'),
          icon: 'flag',
          isOffered: exercise.source === 'public',
          renderDialog: (state) => renderReport(exercise, state),
        },
      ]}
    />
  )
}
