import type { exercisesApi } from '@fitvibe/contract'
import { Modal, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import { ExerciseLine } from './exerciseLine.tsx'
import { useExercises } from './exerciseQueries.ts'
import { ExerciseSearch, useExerciseSearch } from './exerciseSearch.tsx'

interface ExerciseChooserProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** The name whose exercise is wanted: the search begins with it. */
  readonly name: string
  readonly onChoose: (exercise: Pick<exercisesApi.Exercise, 'id' | 'name'>) => void
}

/** Finds the one exercise that a name means. */
export function ExerciseChooser({ isOpen, onClose, name, onChoose }: ExerciseChooserProps) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 48em)') ?? true
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      fullScreen={isPhone}
      centered={false}
      size="lg"
      title={t('exercises.chooseFor', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: 'fvPicker' }}
    >
      <ChooserBody
        name={name}
        onChoose={(exercise) => {
          onChoose(exercise)
          onClose()
        }}
      />
    </Modal>
  )
}

function ChooserBody({ name, onChoose }: Pick<ExerciseChooserProps, 'name' | 'onChoose'>) {
  const { t } = useTranslation()
  const search = useExerciseSearch(name)
  const exercises = useExercises(search.query)
  const items = exercises.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <ExerciseSearch search={search} />
      <div className="fvPickerList">
        <ErrorNote error={exercises.error} onRetry={() => void exercises.refetch()} />
        {exercises.isPending && <CardSkeletons count={7} height={56} />}
        {exercises.isSuccess && items.length === 0 && (
          <EmptyState
            icon="search"
            title={t('exercises.none')}
            hint={t('exercises.chooseNoneHint')}
          />
        )}
        <ul className="fvRows">
          {items.map((exercise) => (
            <li key={exercise.id}>
              <UnstyledButton className="fvPick" onClick={() => onChoose(exercise)}>
                <ExerciseLine exercise={exercise} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <LoadMore list={exercises} />
      </div>
    </>
  )
}
