import type { sessionsApi } from '@fitvibe/contract'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useStoredState } from '../../lib/storedState.ts'
import { EffortChoice, type Effort } from './effortChoice.tsx'
import { addSet, basisOf, type LoggedSet, startLog, toActuals } from './log.ts'
import { LogExercise } from './logExercise.tsx'
import type { Completion } from './trainingQueries.ts'

interface CorrectFormProps {
  readonly session: sessionsApi.Session
  readonly isBusy: boolean
  /** `forget` drops the draft kept on the device: to be called once the server has it. */
  readonly onSubmit: (actuals: NonNullable<Completion['actuals']>, forget: () => void) => void
}

/** Corrects the log of a completed session. */
export function CorrectForm({ session, isBusy, onSubmit }: CorrectFormProps) {
  const { t } = useTranslation()
  const [log, setLog, forget] = useStoredState(
    `completed.${session.id}`,
    () => startLog(session),
    (stored) => stored.basis === basisOf(session),
  )
  const [effort, setEffort] = useState<Effort>('rpe')
  const setSets = (id: string, change: (sets: readonly LoggedSet[]) => LoggedSet[]) =>
    setLog((before) => ({
      ...before,
      exercises: before.exercises.map((one) =>
        one.id === id ? { ...one, sets: change(one.sets) } : one,
      ),
    }))
  return (
    <Stack gap="sm">
      <EffortChoice value={effort} onChange={setEffort} />
      <Stack component="ol" gap="sm" className="fvPlainList">
        {session.exercises.map((exercise) => {
          const { id } = exercise
          return (
            <LogExercise
              key={id}
              exercise={exercise}
              sets={log.exercises.find((one) => one.id === id)?.sets ?? []}
              effort={effort}
              onChange={(set) =>
                setSets(id, (sets) => sets.map((other) => (other.key === set.key ? set : other)))
              }
              onRemove={(set) => setSets(id, (sets) => sets.filter(({ key }) => key !== set.key))}
              onAdd={() => setSets(id, addSet)}
            />
          )
        })}
      </Stack>
      <div className="fvSticky">
        <Button fullWidth loading={isBusy} onClick={() => onSubmit(toActuals(log), forget)}>
          {t('log.saveCorrection')}
        </Button>
      </div>
    </Stack>
  )
}
