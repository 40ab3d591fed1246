import type { sessionsApi } from '@fitvibe/contract'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useStoredState } from '../../lib/storedState.ts'
import { type Done, FinishDialog } from './finishDialog.tsx'
import { basisOf, countSets, type LoggedSet, startLog, tickAll, toActuals } from './log.ts'
import { LogExercise } from './logExercise.tsx'
import { type Rest, RestTimer } from './restTimer.tsx'
import type { Completion } from './sessionQueries.ts'
import { useWakeLock } from './useWakeLock.ts'

interface LogFormProps {
  readonly session: sessionsApi.Session
  readonly isBusy: boolean
  /** `forget` drops the draft kept on the device: to be called once the server has it. */
  readonly onSubmit: (completion: Completion, forget: () => void) => void
}

/** Logs a session set by set, or corrects the log of a completed one. */
export function LogForm({ session, isBusy, onSubmit }: LogFormProps) {
  const { t } = useTranslation()
  const [log, setLog, forget] = useStoredState(
    `${session.status}.${session.id}`,
    () => startLog(session),
    (stored) => stored.basis === basisOf(session),
  )
  const [rest, setRest] = useState<Rest | null>(null)
  const [isFinishing, setIsFinishing] = useState(false)
  const counts = countSets(log)
  const isCorrection = session.status === 'completed'

  useWakeLock(!isCorrection)

  const startRest = ({ restSec }: LoggedSet) => {
    if (restSec && !isCorrection) {
      setRest({ seconds: restSec, endsAt: Date.now() + restSec * 1000 })
    }
  }
  const finish = (done: Done) => onSubmit({ actuals: toActuals(log), ...done }, forget)

  return (
    <>
      <Stack component="ol" gap="sm" className="fvPlainList">
        {session.exercises.map((exercise) => {
          const logged = log.exercises.find(({ id }) => id === exercise.id)
          return (
            logged && (
              <LogExercise
                key={exercise.id}
                exercise={exercise}
                logged={logged}
                onTick={startRest}
                onChange={(changed) =>
                  setLog((before) => ({
                    ...before,
                    exercises: before.exercises.map((other) =>
                      other.id === changed.id ? changed : other,
                    ),
                  }))
                }
              />
            )
          )
        })}
      </Stack>
      <div className="fvSticky">
        {rest && (
          <RestTimer
            rest={rest}
            onExtend={() => setRest({ ...rest, endsAt: rest.endsAt + 30_000 })}
            onClose={() => setRest(null)}
          />
        )}
        {isCorrection ? (
          <Button
            fullWidth
            loading={isBusy}
            onClick={() => onSubmit({ actuals: toActuals(log) }, forget)}
          >
            {t('log.saveCorrection')}
          </Button>
        ) : (
          <Button fullWidth onClick={() => setIsFinishing(true)}>
            {t('log.finish')}
            <Text component="span" ml={8} className="fvDigits">
              {counts.done}/{counts.done + counts.open}
            </Text>
          </Button>
        )}
      </div>
      <FinishDialog
        isOpen={isFinishing}
        counts={counts}
        startedAt={log.startedAt}
        isBusy={isBusy}
        onTickAll={() => setLog(tickAll)}
        onFinish={finish}
        onClose={() => setIsFinishing(false)}
      />
    </>
  )
}
