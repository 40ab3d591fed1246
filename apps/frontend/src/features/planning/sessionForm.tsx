import { Button, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { NumberField } from '../../components/numberField.tsx'
import type { ExercisePickerDialog } from '../../lib/exercisePicker.ts'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { usePreferences } from '../../lib/me.ts'
import { useCodecs } from '../../lib/useFormat.ts'
import { toInstant } from '../../lib/zones.ts'
import { type Adviser, ExercisesField } from './exercisesField.tsx'
import type { PlannedExercise } from './plan.ts'
import { noRepeat, type Repeat } from './repeat.ts'
import { RepeatField } from './repeatField.tsx'

export interface SessionDraft {
  readonly title: string
  readonly notes: string
  readonly day: string
  readonly time: string
  readonly durationSec: number | null
  /** Left out where it cannot be said here how a plan repeats. */
  readonly repeat?: Repeat
  readonly exercises: readonly PlannedExercise[]
}

interface SessionFormProps {
  /** `plan` looks ahead; `log` writes down what has been done. */
  readonly kind: 'plan' | 'log'
  readonly initial: SessionDraft
  readonly picker: ExercisePickerDialog
  readonly advice?: Adviser
  /** Of a plan that is saved already. */
  readonly sessionId?: string
  readonly action: string
  readonly error: Error | null
  readonly isBusy: boolean
  /** The instant is null for a plan without a date. */
  readonly onSubmit: (draft: SessionDraft, at: string | null) => void
}

export function SessionForm(props: SessionFormProps) {
  const { kind, initial, picker, advice, sessionId, action, error, isBusy, onSubmit } = props
  const { t } = useTranslation()
  const { timezone } = usePreferences()
  const codecs = useCodecs()
  const [draft, setDraft] = useState(initial)
  const [isChecked, setIsChecked] = useState(false)
  const set = (change: Partial<SessionDraft>) => setDraft((before) => ({ ...before, ...change }))
  const errors = error ? fieldErrors(error) : {}
  const isSeries = initial.repeat !== undefined && initial.repeat.kind !== 'none'
  const problems = {
    title: draft.title.trim() ? errors.title : t('common.required'),
    exercises: draft.exercises.length > 0 ? undefined : t('plan.needsExercise'),
    time: draft.day && !draft.time ? t('common.required') : errors.plannedFor,
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setIsChecked(true)
    if (!draft.title.trim() || (draft.day && !draft.time)) {
      const fields = event.currentTarget.querySelectorAll<HTMLInputElement>('input[required]')
      Array.from(fields)
        .find(({ value }) => !value.trim())
        ?.focus()
      return
    }
    if (draft.exercises.length === 0) return
    onSubmit(draft, draft.day ? toInstant(draft, timezone).toISOString() : null)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          label={t('plan.title')}
          placeholder={t('plan.titlePlaceholder')}
          required
          maxLength={128}
          value={draft.title}
          error={isChecked && problems.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <SimpleGrid cols={kind === 'log' ? { base: 2, sm: 3 } : 2} spacing="sm">
          <TextInput
            type="date"
            label={t('plan.day')}
            value={draft.day}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('plan.time')}
            value={draft.time}
            required={draft.day !== ''}
            withAsterisk={false}
            error={isChecked && problems.time}
            onChange={(event) => set({ time: event.currentTarget.value })}
          />
          {kind === 'log' && (
            <NumberField
              label={t('log.duration')}
              placeholder={t('log.estimated')}
              codec={codecs.sessionSec}
              value={draft.durationSec}
              onChange={(durationSec) => set({ durationSec })}
            />
          )}
        </SimpleGrid>
        {isSeries && draft.day !== initial.day && (
          <Text size="sm" c="dimmed">
            {t('repeat.movesAlong')}
          </Text>
        )}
        {draft.repeat && !(isSeries && draft.day !== initial.day) && (
          <RepeatField
            repeat={draft.repeat}
            isSeries={isSeries}
            day={draft.day}
            error={errors.recurrenceRule}
            onChange={(change) =>
              setDraft((before) => ({
                ...before,
                repeat: { ...(before.repeat ?? noRepeat), ...change },
              }))
            }
          />
        )}
        <ExercisesField
          exercises={draft.exercises}
          picker={picker}
          advice={advice}
          sessionId={sessionId}
          onChange={(change) =>
            setDraft((before) => ({ ...before, exercises: change(before.exercises) }))
          }
        />
        <Textarea
          label={t('plan.notes')}
          value={draft.notes}
          maxLength={4_000}
          autosize
          minRows={2}
          error={errors.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
        />
        <Stack gap="xs" className="fvSticky">
          <ErrorNote error={formError(error, ['title', 'plannedFor', 'recurrenceRule', 'notes'])} />
          {isChecked && problems.exercises && <ErrorNote error={new Error(problems.exercises)} />}
          <Button type="submit" fullWidth loading={isBusy}>
            {action}
          </Button>
        </Stack>
      </Stack>
    </form>
  )
}
