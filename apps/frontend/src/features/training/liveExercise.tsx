import type { loggingApi } from '@fitvibe/contract'
import { isCounted, isMeasured, merge, toWork } from '@fitvibe/training/sets'
import { Text } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'

import { ActionMenu } from '../../components/actionMenu.tsx'
import type { Effort } from '../../lib/measures.ts'
import type { NextWork } from '../../lib/nextWork.ts'
import { toastError, toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useWorkText } from '../../lib/useWorkText.ts'
import {
  filled,
  type LiveExercise as Exercise,
  nextSet,
  rowKeyOf,
  type Scratch,
  ticked,
} from './liveLog.ts'
import type { LoggedSet } from './log.ts'
import { LogExercise } from './logExercise.tsx'
import type { useSetQueue } from './setQueue.ts'
import { useRemoveExercise, useSkipExercise } from './trainingQueries.ts'

/** Shows a suggestion for an exercise; the page passes it in from the records feature. */
export type HintSlot = ComponentType<{
  readonly sessionId: string
  readonly exerciseId: string
  readonly onFill: (next: NextWork) => void
}>

interface LiveExerciseProps {
  readonly log: loggingApi.SessionLog
  readonly exercise: Exercise
  readonly rows: readonly LoggedSet[]
  readonly effort: Effort
  readonly queue: Pick<ReturnType<typeof useSetQueue>, 'put'>
  readonly setScratch: (change: (scratch: Scratch) => Scratch) => void
  readonly onRest: (seconds: number) => void
  readonly onReplace: () => void
  readonly hint: HintSlot
}

/** An exercise in progress: the plan, the last time and the sets to tick. */
export function LiveExercise(props: LiveExerciseProps) {
  const { log, exercise, rows, effort, queue, setScratch, onRest, onReplace, hint: Hint } = props
  const { t } = useTranslation()
  const { id: exerciseId } = exercise

  const type = (position: number, work: ReturnType<typeof toWork>) => {
    const key = rowKeyOf(exerciseId, position)
    setScratch(({ typed, hidden }) => ({
      typed: { ...typed, [key]: work },
      hidden: hidden.filter((other) => other !== key),
    }))
  }
  const change = (set: LoggedSet) => {
    const { position } = set
    const before = rows.find((row) => row.position === position)
    if (set.isDone) {
      const work = before?.isDone ? toWork(set) : ticked(exercise, { ...set, isDone: false })
      if (!isMeasured(work)) {
        // A number that is being replaced is empty for a moment.
        if (!before?.isDone) toastError(t('work.empty'))
        return
      }
      queue.put({ exerciseId, position, set: work })
      if (!before?.isDone && set.restSec) onRest(set.restSec)
      return
    }
    type(position, toWork(set))
    if (before?.isDone) queue.put({ exerciseId, position, set: null })
  }
  const remove = ({ position, isDone }: LoggedSet) => {
    const key = rowKeyOf(exerciseId, position)
    setScratch(({ typed: { [key]: _, ...typed }, hidden }) => ({
      typed,
      hidden: [...hidden.filter((other) => other !== key), key],
    }))
    if (isDone) queue.put({ exerciseId, position, set: null })
  }
  const fill = (next: NextWork) => {
    for (const { position, work } of filled(rows, next)) type(position, work)
    toastSuccess(t('suggestion.filled'))
  }
  const isOpen = rows.length === 0 || rows.some(({ isDone }) => !isDone)
  const add = () => {
    const { position, work } = nextSet(rows)
    type(position, work)
  }

  return (
    <LogExercise
      exercise={exercise}
      sets={exercise.isSkipped ? rows.filter(({ isDone }) => isDone) : rows}
      effort={effort}
      menu={<ExerciseMenu log={log} exercise={exercise} onReplace={onReplace} />}
      remarks={
        <>
          <Remarks log={log} exercise={exercise} />
          {isOpen && !exercise.isSkipped && (
            <Hint sessionId={log.id} exerciseId={exerciseId} onFill={fill} />
          )}
        </>
      }
      onChange={change}
      onRemove={remove}
      onAdd={exercise.isSkipped ? null : add}
    />
  )
}

/** Whether the exercise was skipped, replaced or added, and the sets of the last time. */
function Remarks({ log, exercise }: Pick<LiveExerciseProps, 'log' | 'exercise'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const workText = useWorkText()
  const { last, metric, substitutes, isAdded, isSkipped } = exercise
  const of = log.exercises.find(({ id }) => id === substitutes)
  const by = log.exercises.find((other) => other.substitutes === exercise.id)
  const words = [
    isSkipped && t('live.isSkipped'),
    by && t('live.replacedBy', { name: by.name }),
    of && t('live.insteadOf', { name: of.name }),
    isAdded && !of && t('live.isAdded'),
  ].filter((word) => typeof word === 'string')
  const sets = last && merge(last.sets.filter(isCounted))
  return (
    <>
      {words.map((word) => (
        <Text key={word} size="sm" className="fvOff">
          {word}
        </Text>
      ))}
      {last && sets && sets.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('live.lastTime', {
            day: format.weekday(last.on),
            sets: sets
              .map(
                (work) =>
                  `${(work.sets ?? 1) > 1 ? `${work.sets} × ` : ''}${workText(work, metric)}`,
              )
              .join(' · '),
          })}
        </Text>
      )}
    </>
  )
}

function ExerciseMenu(props: Pick<LiveExerciseProps, 'log' | 'exercise' | 'onReplace'>) {
  const { log, exercise, onReplace } = props
  const { t } = useTranslation()
  const skip = useSkipExercise(log.id)
  const remove = useRemoveExercise(log.id)
  const { id: exerciseId, isAdded, isSkipped, name } = exercise
  const isReplaced = log.exercises.some(({ substitutes }) => substitutes === exerciseId)
  return (
    <ActionMenu
      name={name}
      isPlain
      isBusy={skip.isPending || remove.isPending}
      actions={[
        {
          label: t('live.replace'),
          icon: 'repeat',
          isOffered: !isAdded && !isReplaced,
          onChoose: onReplace,
        },
        isAdded
          ? {
              label: t('live.remove'),
              icon: 'trash',
              isDanger: true,
              onChoose: () => remove.mutate(exerciseId),
            }
          : {
              label: t(isSkipped ? 'live.takeIn' : 'live.skip'),
              icon: isSkipped ? 'check' : 'close',
              onChoose: () => skip.mutate({ exerciseId, isSkipped: !isSkipped }),
            },
      ]}
    />
  )
}
