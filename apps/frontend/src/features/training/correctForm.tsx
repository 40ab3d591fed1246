import { sessionsApi } from '@fitvibe/contract'
import { Button, SimpleGrid, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { WhenFields } from '../../components/whenFields.tsx'
import { ZoneNote } from '../../components/zoneNote.tsx'
import { fieldErrors } from '../../lib/formErrors.ts'
import type { Effort } from '../../lib/measures.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { useStoredState } from '../../lib/storedState.ts'
import { EffortChoice } from './effortChoice.tsx'
import { addSet, basisOf, type Log, type LoggedSet, startLog, toCorrection } from './log.ts'
import { LogExercise } from './logExercise.tsx'

interface CorrectFormProps {
  readonly session: sessionsApi.Session
  readonly error: Error | null
  readonly isBusy: boolean
  /** Call `deleteDraft` once the server has the correction. */
  readonly onSubmit: (correction: Correction, deleteDraft: () => void) => void
}

type Correction = ReturnType<typeof toCorrection>

/** Corrects times and log of a completed session; the draft survives a reload of the page. */
export function CorrectForm({ session, error, isBusy, onSubmit }: CorrectFormProps) {
  const { t } = useTranslation()
  const bodyOf = (log: Log) => toCorrection(log, session)
  const [draft, storeDraft, deleteDraft] = useStoredState(
    `completed.${session.id}`,
    () => startLog(session),
    (stored) => stored.basis === basisOf(session),
  )
  const form = useForm({
    initialValues: draft,
    onValuesChange: (log) => storeDraft(() => log),
    transformValues: bodyOf,
    validate: schemaResolver<Log>(sessionsApi.updateSession.body, { bodyOf }),
  })
  const [effort, setEffort] = useState<Effort>('rpe')
  const setSets = (id: string, change: (sets: readonly LoggedSet[]) => LoggedSet[]) =>
    form.setFieldValue(
      'exercises',
      form
        .getValues()
        .exercises.map((logged) =>
          logged.id === id ? { ...logged, sets: change(logged.sets) } : logged,
        ),
    )
  return (
    <form onSubmit={form.onSubmit((correction) => onSubmit(correction, deleteDraft))}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
          <WhenFields
            value={form.values}
            errors={error ? fieldErrors(error) : {}}
            onChange={({ day, time, durationSec }) => form.setValues({ day, time, durationSec })}
          />
        </SimpleGrid>
        <ZoneNote timezone={session.timezone} />
        <EffortChoice value={effort} onChange={setEffort} />
        <Stack component="ol" gap="sm" className="fvPlainList">
          {session.exercises.map((exercise) => {
            const { id } = exercise
            return (
              <LogExercise
                key={id}
                exercise={exercise}
                sets={form.values.exercises.find((logged) => logged.id === id)?.sets ?? []}
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
          <Button type="submit" fullWidth loading={isBusy}>
            {t('log.saveCorrection')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
