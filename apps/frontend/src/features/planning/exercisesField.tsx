import { Button, Stack } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { Icon } from '../../components/icon.tsx'
import type { PickedExercise } from '../../lib/work.ts'
import { ExerciseEditor } from './exerciseEditor.tsx'
import {
  joinAbove,
  leaveSuperset,
  move,
  newExercise,
  type NextWork,
  type PlannedExercise,
  takeOver,
} from './plan.ts'

/** Features do not know each other: the page brings the picker of the exercises feature. */
export type Picker = ComponentType<{
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onPick: (exercises: PickedExercise[]) => void
}>

/** Says what to do of an exercise, and has it taken over; the page brings it too. */
export type Adviser = ComponentType<{
  readonly exercise: PlannedExercise
  readonly sessionId?: string | undefined
  readonly onAccept: (next: NextWork) => void
}>

interface ExercisesFieldProps {
  readonly exercises: readonly PlannedExercise[]
  readonly onChange: (change: (before: readonly PlannedExercise[]) => PlannedExercise[]) => void
  readonly picker: Picker
  readonly advice?: Adviser | undefined
  readonly sessionId?: string | undefined
}

export function ExercisesField({
  exercises,
  onChange,
  picker: ExercisePicker,
  advice: Advice,
  sessionId,
}: ExercisesFieldProps) {
  const { t } = useTranslation()
  const [isPicking, setIsPicking] = useState(false)
  return (
    <div>
      {exercises.length === 0 && (
        <EmptyState icon="dumbbell" title={t('plan.empty')} hint={t('plan.emptyHint')} />
      )}
      <Stack component="ol" gap="sm" className="fvPlainList">
        {exercises.map((exercise, index) => (
          <ExerciseEditor
            key={exercise.key}
            exercise={exercise}
            isFirst={index === 0}
            isLast={index === exercises.length - 1}
            onChange={(changed) =>
              onChange((all) => all.map((other) => (other.key === changed.key ? changed : other)))
            }
            advice={
              Advice && (
                <Advice
                  exercise={exercise}
                  sessionId={sessionId}
                  onAccept={(next) =>
                    onChange((all) =>
                      all.map((other) =>
                        other.key === exercise.key ? takeOver(other, next) : other,
                      ),
                    )
                  }
                />
              )
            }
            onRemove={() => onChange((all) => leaveSuperset(all, index).toSpliced(index, 1))}
            onMove={(by) => onChange((all) => move(all, index, by))}
            onJoinAbove={() => onChange((all) => joinAbove(all, index))}
            onLeaveSuperset={() => onChange((all) => leaveSuperset(all, index))}
          />
        ))}
      </Stack>
      <Button
        variant="light"
        fullWidth
        mt="sm"
        leftSection={<Icon name="plus" />}
        onClick={() => setIsPicking(true)}
      >
        {t('plan.addExercises')}
      </Button>
      <ExercisePicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        onPick={(picked) => onChange((all) => [...all, ...picked.map(newExercise)])}
      />
    </div>
  )
}
