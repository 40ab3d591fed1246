import { sessionsApi } from '@fitvibe/contract'
import { Button, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { WhenFields } from '../../components/whenFields.tsx'
import { ZoneNote } from '../../components/zoneNote.tsx'
import type { ExercisePickerDialog } from '../../lib/exercisePicker.ts'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { usePreferences } from '../../lib/me.ts'
import { maxLengthOf, schemaResolver } from '../../lib/schemaForm.ts'
import { toInstant } from '../../lib/zones.ts'
import { type AdviceSlot, ExercisesField } from './exercisesField.tsx'
import type { PlannedExercise } from './plan.ts'
import type { SessionChange, SessionInput } from './planningQueries.ts'
import { noRepeat, type Repeat } from './repeat.ts'
import { RepeatField } from './repeatField.tsx'

export interface SessionDraft {
  readonly title: string
  readonly notes: string
  readonly day: string
  readonly time: string
  readonly durationSec: number | null
  /** Absent where the form cannot change how the session repeats. */
  readonly repeat?: Repeat
  readonly exercises: readonly PlannedExercise[]
}

interface SessionFormProps<Body> {
  /** `plan` looks ahead; `log` records a finished session. */
  readonly kind: 'plan' | 'log'
  readonly initial: SessionDraft
  readonly picker: ExercisePickerDialog
  readonly advice?: AdviceSlot
  /** Set when editing a saved plan. */
  readonly sessionId?: string
  /** Time zone of day and time; by default the user's. */
  readonly timezone?: string
  readonly action: string
  readonly error: Error | null
  readonly isBusy: boolean
  /** The contract's schema of `Body`. */
  readonly schema: typeof sessionsApi.createSession.body | typeof sessionsApi.updateSession.body
  /** Builds the request body; the instant is null for a plan without a date. */
  readonly bodyOf: (draft: SessionDraft, at: string | null) => Body
  readonly onSubmit: (body: Body) => void
}

const serverFields = ['title', 'plannedFor', 'startedAt', 'durationSec', 'recurrenceRule', 'notes']
const limits = sessionsApi.createSession.body.shape

export function SessionForm<Body extends SessionInput | SessionChange>(
  props: SessionFormProps<Body>,
) {
  const { kind, initial, picker, advice, sessionId, action, error, isBusy, onSubmit } = props
  const { t } = useTranslation()
  const preferences = usePreferences()
  const { timezone = preferences.timezone } = props
  const bodyOf = (draft: SessionDraft) =>
    props.bodyOf(draft, draft.day && draft.time ? toInstant(draft, timezone).toISOString() : null)
  const check = schemaResolver<SessionDraft>(props.schema, {
    bodyOf,
    missing: { exercises: t('plan.needsExercise') },
  })
  const form = useForm({
    initialValues: initial,
    transformValues: bodyOf,
    validate: (draft) => ({
      ...check(draft),
      ...(draft.day && !draft.time && { time: t('common.required') }),
    }),
  })
  const { values } = form
  const refused = error ? fieldErrors(error) : {}
  const isSeries = initial.repeat !== undefined && initial.repeat.kind !== 'none'
  const isMoved = isSeries && values.day !== initial.day
  const focusFirst = (errors: typeof form.errors) => {
    const field = (['title', 'time'] as const).find((name) => name in errors)
    if (field) form.getInputNode(field)?.focus()
  }

  return (
    <form onSubmit={form.onSubmit(onSubmit, focusFirst)} noValidate>
      <Stack gap="lg">
        <TextInput
          label={t('plan.title')}
          placeholder={t('plan.titlePlaceholder')}
          required
          maxLength={maxLengthOf(limits.title)}
          {...form.getInputProps('title')}
          error={form.errors.title ?? refused.title}
        />
        <SimpleGrid cols={kind === 'log' ? { base: 2, sm: 3 } : 2} spacing="sm">
          {kind === 'log' ? (
            <WhenFields
              value={values}
              errors={{ ...refused, startedAt: form.errors.time ?? refused.startedAt }}
              onChange={({ day, time, durationSec }) => form.setValues({ day, time, durationSec })}
            />
          ) : (
            <>
              <TextInput type="date" label={t('plan.day')} {...form.getInputProps('day')} />
              <TextInput
                type="time"
                label={t('plan.time')}
                required={values.day !== ''}
                withAsterisk={false}
                {...form.getInputProps('time')}
                error={form.errors.time ?? refused.plannedFor}
              />
            </>
          )}
        </SimpleGrid>
        <ZoneNote timezone={timezone} />
        {isMoved && (
          <Text size="sm" c="dimmed">
            {t('repeat.movesAlong')}
          </Text>
        )}
        {values.repeat && !isMoved && (
          <RepeatField
            repeat={values.repeat}
            isSeries={isSeries}
            day={values.day}
            error={refused.recurrenceRule}
            onChange={(change) =>
              form.setFieldValue('repeat', { ...noRepeat, ...values.repeat, ...change })
            }
          />
        )}
        <ExercisesField
          exercises={values.exercises}
          picker={picker}
          advice={advice}
          sessionId={sessionId}
          onChange={(change) => form.setFieldValue('exercises', change(form.getValues().exercises))}
        />
        <Textarea
          label={t('plan.notes')}
          maxLength={maxLengthOf(limits.notes)}
          autosize
          minRows={2}
          {...form.getInputProps('notes')}
          error={refused.notes}
        />
        <Stack gap="xs" className="fvSticky">
          <ErrorNote error={formError(error, serverFields)} />
          {form.errors.exercises && <ErrorNote error={new Error(t('plan.needsExercise'))} />}
          <Button type="submit" fullWidth loading={isBusy}>
            {action}
          </Button>
        </Stack>
      </Stack>
    </form>
  )
}
