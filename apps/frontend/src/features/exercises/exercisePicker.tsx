import type { Metric } from '@fitvibe/contract'
import { Button, Modal, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { Icon } from '../../components/icon.tsx'
import { LoadMore } from '../../components/loadMore.tsx'
import { CardSkeletons } from '../../components/skeletons.tsx'
import type { PickedExercise } from '../../lib/work.ts'
import { ExerciseLine } from './exerciseLine.tsx'
import { useExercises } from './exerciseQueries.ts'
import { ExerciseSearch, useExerciseSearch } from './exerciseSearch.tsx'
import { FreeName } from './freeName.tsx'

export interface ExercisePickerProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onPick: (exercises: PickedExercise[]) => void
}

/** Picks one or more exercises for a session; Enter picks the best match. */
export function ExercisePicker({ isOpen, onClose, onPick }: ExercisePickerProps) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 48em)') ?? true
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      fullScreen={isPhone}
      centered={false}
      size="lg"
      title={t('picker.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: 'fvPicker' }}
    >
      <PickerBody
        onPick={(exercises) => {
          onPick(exercises)
          onClose()
        }}
      />
    </Modal>
  )
}

function PickerBody({ onPick }: Pick<ExercisePickerProps, 'onPick'>) {
  const { t } = useTranslation()
  const search = useExerciseSearch()
  const exercises = useExercises(search.query)
  const [picked, setPicked] = useState<PickedExercise[]>([])
  const items = exercises.data?.pages.flatMap((page) => page.items) ?? []

  const toggle = ({ id, name, metric }: { id: string; name: string; metric: Metric }) =>
    setPicked((before) =>
      before.some(({ exerciseId }) => exerciseId === id)
        ? before.filter(({ exerciseId }) => exerciseId !== id)
        : [...before, { exerciseId: id, name, metric }],
    )
  const takeBestMatch = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const [best] = items
    if (!best || exercises.isPlaceholderData) return
    toggle(best)
    search.setText('')
  }

  return (
    <>
      <ExerciseSearch search={search} onKeyDown={takeBestMatch} />
      <div className="fvPickerList">
        <ErrorNote error={exercises.error} onRetry={() => void exercises.refetch()} />
        {exercises.isPending && <CardSkeletons count={7} height={56} />}
        <ul className="fvRows">
          {items.map((exercise) => {
            const isPicked = picked.some(({ exerciseId }) => exerciseId === exercise.id)
            return (
              <li key={exercise.id}>
                <UnstyledButton
                  className="fvPick"
                  aria-pressed={isPicked}
                  onClick={() => toggle(exercise)}
                >
                  <ExerciseLine exercise={exercise} />
                  <Icon name={isPicked ? 'check' : 'plus'} />
                </UnstyledButton>
              </li>
            )
          })}
        </ul>
        <LoadMore list={exercises} />
        <FreeName
          suggestion={search.text}
          onAdd={(exercise) => {
            setPicked((before) => [...before, exercise])
            search.setText('')
          }}
        />
      </div>
      <div className="fvPickerDone">
        <Text size="sm" c="dimmed" truncate role="status">
          {picked.map(({ name }) => name).join(', ')}
        </Text>
        <Button fullWidth disabled={picked.length === 0} onClick={() => onPick(picked)}>
          {picked.length === 0
            ? t('picker.chooseFirst')
            : t('picker.add', { count: picked.length })}
        </Button>
      </div>
    </>
  )
}
