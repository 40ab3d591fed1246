import type { loggingApi } from '@fitvibe/contract'
import { isMeasured, toWork } from '@fitvibe/training/sets'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import type { ExercisePickerDialog } from '../../lib/exercisePicker.ts'
import type { Effort } from '../../lib/measures.ts'
import { useStoredState } from '../../lib/storedState.ts'
import { toastError } from '../../lib/toast.ts'
import { EffortChoice } from './effortChoice.tsx'
import { type Done, FinishDialog } from './finishDialog.tsx'
import { type HintSlot, LiveExercise } from './liveExercise.tsx'
import { noScratch, rowsOf, ticked } from './liveLog.ts'
import { type Rest, RestTimer } from './restTimer.tsx'
import { useSetQueue } from './setQueue.ts'
import { type Completion, countLoggedSets, useAddExercise } from './trainingQueries.ts'
import { useWakeLock } from './useWakeLock.ts'

interface LiveFormProps {
  readonly log: loggingApi.SessionLog
  readonly picker: ExercisePickerDialog
  readonly hint: HintSlot
  readonly isBusy: boolean
  /** Call `deleteDraft` once the server has the completion. */
  readonly onFinish: (completion: Completion, deleteDraft: () => void) => void
}

/** Logs a session in progress, set by set. */
export function LiveForm({ log, picker: ExercisePicker, hint, isBusy, onFinish }: LiveFormProps) {
  const { t } = useTranslation()
  const queue = useSetQueue(log.id)
  const add = useAddExercise(log.id)
  const [scratch, setScratch, deleteDraft] = useStoredState(
    `log.${log.id}`,
    () => noScratch,
    (stored) => typeof stored.typed === 'object',
  )
  const [effort, setEffort] = useStoredState<Effort>('effort', () => 'rpe', Boolean)
  const [rest, setRest] = useState<Rest | null>(null)
  const [isFinishing, setIsFinishing] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [replaced, setReplaced] = useState<string | null>(null)
  const [isPicking, setIsPicking] = useState(false)
  useWakeLock(true)

  const exercises = log.exercises.map((exercise) => ({
    exercise,
    rows: rowsOf(exercise, queue.pending, scratch),
  }))
  const open = exercises
    .filter(({ exercise }) => !exercise.isSkipped && !isReplaced(log, exercise.id))
    .flatMap(({ exercise, rows }) =>
      rows.filter(({ isDone }) => !isDone).map((row) => ({ exercise, row })),
    )
  const done = exercises.flatMap(({ rows }) => rows).filter(({ isDone }) => isDone).length
  const counts = { done, open: open.length }

  const tickAll = () => {
    for (const { exercise, row } of open) {
      const set = ticked(exercise, row)
      if (isMeasured(set)) queue.put({ exerciseId: exercise.id, position: row.position, set })
    }
  }
  const finish = async (body: Done) => {
    setIsSending(true)
    try {
      await queue.flush()
      // Without `actuals`, the server would complete an untouched session as planned. With them, it
      // would delete sets that another device has logged since this page asked.
      const isUntouched = done === 0 && (await countLoggedSets(log.id)) === 0
      onFinish({ ...body, ...(isUntouched && { actuals: [] }) }, deleteDraft)
    } catch (error) {
      toastError((error as Error).message)
    } finally {
      setIsSending(false)
    }
  }

  return (
    <Stack gap="sm">
      <EffortChoice value={effort} onChange={(chosen) => setEffort(() => chosen)} />
      <Stack component="ol" gap="sm" className="fvPlainList">
        {exercises.map(({ exercise, rows }) => (
          <LiveExercise
            key={exercise.id}
            log={log}
            exercise={exercise}
            rows={rows}
            effort={effort}
            queue={queue}
            setScratch={setScratch}
            onRest={(seconds) => setRest({ seconds, endsAt: Date.now() + seconds * 1000 })}
            hint={hint}
            onReplace={() => setReplaced(exercise.id)}
          />
        ))}
      </Stack>
      <Button
        variant="light"
        leftSection={<Icon name="plus" />}
        loading={add.isPending}
        onClick={() => setIsPicking(true)}
      >
        {t('plan.addExercises')}
      </Button>
      <div className="fvSticky">
        {rest && (
          <RestTimer
            rest={rest}
            onExtend={() => setRest({ ...rest, endsAt: rest.endsAt + 30_000 })}
            onClose={() => setRest(null)}
          />
        )}
        <Button fullWidth onClick={() => setIsFinishing(true)}>
          {t('log.finish')}
          <Text component="span" ml={8} className="fvDigits">
            {counts.done}/{counts.done + counts.open}
          </Text>
        </Button>
      </div>
      <FinishDialog
        isOpen={isFinishing}
        counts={counts}
        progress={{
          startedAt: log.startedAt ?? new Date().toISOString(),
          exercises: exercises.map(({ exercise: { metric }, rows }) => ({
            metric,
            actual: rows.filter(({ isDone }) => isDone).map(toWork),
          })),
        }}
        isBusy={isBusy || isSending}
        onTickAll={tickAll}
        onFinish={(body) => void finish(body)}
        onClose={() => setIsFinishing(false)}
      />
      <ExercisePicker
        isOpen={isPicking || replaced !== null}
        onClose={() => {
          setIsPicking(false)
          setReplaced(null)
        }}
        onPick={(picked) =>
          add.mutate({ picked: replaced ? picked.slice(0, 1) : picked, substitutes: replaced })
        }
      />
    </Stack>
  )
}

const isReplaced = ({ exercises }: loggingApi.SessionLog, id: string) =>
  exercises.some(({ substitutes }) => substitutes === id)
