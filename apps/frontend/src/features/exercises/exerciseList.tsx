import type { exercisesApi } from '@fitvibe/contract'
import { ActionIcon, Menu, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { Icon } from '../../components/icon.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { ExerciseLine } from './exerciseLine.tsx'
import { type ExerciseFilter, useExercises } from './exerciseQueries.ts'

interface ExerciseListProps {
  readonly filter: ExerciseFilter
  readonly onEdit: (exercise: exercisesApi.Exercise) => void
  readonly onArchive: (exercise: exercisesApi.Exercise) => void
}

export function ExerciseList({ filter, onEdit, onArchive }: ExerciseListProps) {
  const { t } = useTranslation()
  const exercises = useExercises(filter)
  if (exercises.isPending) return <CardSkeletons count={8} height={64} />
  if (exercises.isError) {
    return <ErrorNote error={exercises.error} onRetry={() => void exercises.refetch()} />
  }
  const items = exercises.data.pages.flatMap((page) => page.items)
  const total = exercises.data.pages[0]?.total ?? 0
  if (items.length === 0) {
    return <EmptyState icon="search" title={t('exercises.none')} hint={t('exercises.noneHint')} />
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
            <ExerciseMenu {...{ exercise, onEdit, onArchive }} />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={exercises.hasNextPage}
        isBusy={exercises.isFetchingNextPage}
        onMore={() => void exercises.fetchNextPage()}
      />
    </>
  )
}

interface ExerciseMenuProps extends Omit<ExerciseListProps, 'filter'> {
  readonly exercise: exercisesApi.Exercise
}

function ExerciseMenu({ exercise, onEdit, onArchive }: ExerciseMenuProps) {
  const { t } = useTranslation()
  const { id, name } = exercise
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('common.actionsFor', { name })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to={`/sessions?${new URLSearchParams({ exerciseId: id, exercise: name }).toString()}`}
          leftSection={<Icon name="calendar" />}
        >
          {t('exercises.history')}
        </Menu.Item>
        {exercise.source === 'own' && (
          <>
            <Menu.Item leftSection={<Icon name="edit" />} onClick={() => onEdit(exercise)}>
              {t('common.edit')}
            </Menu.Item>
            <Menu.Item
              className="fvDanger"
              leftSection={<Icon name="trash" />}
              onClick={() => onArchive(exercise)}
            >
              {t('exercises.archive')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
