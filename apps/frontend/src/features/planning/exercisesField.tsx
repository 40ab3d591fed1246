import { Button, Stack } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../components/emptyState.tsx'
import { Icon } from '../../components/icon.tsx'
import type { ExercisePickerDialog } from '../../lib/exercisePicker.ts'
import type { NextWork } from '../../lib/nextWork.ts'
import { ExerciseEditor } from './exerciseEditor.tsx'
import {
  joinAbove,
  leaveSuperset,
  move,
  newExercise,
  type PlannedExercise,
  takeOver,
} from './plan.ts'

/** Shows a suggestion for an exercise; the page passes it in from the records feature. */
export type AdviceSlot = ComponentType<{
  readonly exercise: PlannedExercise
  readonly sessionId?: string | undefined
  readonly onAccept: (next: NextWork) => void
}>

interface ExercisesFieldProps {
  readonly exercises: readonly PlannedExercise[]
  readonly onChange: (change: (before: readonly PlannedExercise[]) => PlannedExercise[]) => void
  readonly picker: ExercisePickerDialog
  readonly advice?: AdviceSlot | undefined
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
