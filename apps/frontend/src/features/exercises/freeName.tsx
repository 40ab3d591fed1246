import { loggingApi, Metric } from '@fitvibe/contract'
import { Button, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { maxLengthOf, schemaResolver } from '../../lib/schemaForm.ts'
import { useWords } from '../../lib/useWords.ts'
import type { PickedExercise } from '../../lib/work.ts'

interface FreeNameProps {
  readonly suggestion: string
  readonly onAdd: (exercise: PickedExercise) => void
}

/** Adds an exercise that is in no list, by its name and metric alone. */
export function FreeName({ suggestion, onAdd }: FreeNameProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <Button
        variant="subtle"
        fullWidth
        leftSection={<Icon name="plus" />}
        onClick={() => setIsOpen(true)}
      >
        {suggestion.trim()
          ? t('picker.freeNamed', { name: suggestion.trim() })
          : t('picker.freeName')}
      </Button>
    )
  }
  return (
    <FreeNameForm
      suggestion={suggestion}
      onAdd={(exercise) => {
        onAdd(exercise)
        setIsOpen(false)
      }}
    />
  )
}

interface Draft {
  /** Follows the search until the user types here. */
  readonly name: string | null
  readonly metric: Metric
}

const schema = loggingApi.addExercise.body

function FreeNameForm({ suggestion, onAdd }: FreeNameProps) {
  const { t } = useTranslation()
  const words = useWords()
  const initialValues: Draft = { name: null, metric: 'weight_reps' }
  const bodyOf = ({ name, metric }: Draft) => ({ name: (name ?? suggestion).trim(), metric })
  const form = useForm({
    initialValues,
    transformValues: bodyOf,
    validate: schemaResolver<Draft>(schema, { bodyOf }),
  })
  const submit = form.onSubmit((exercise) => onAdd({ exerciseId: null, ...exercise }))
  const submitAlone = (event: FormEvent<HTMLFormElement>) => {
    // React passes events of this dialog on to the form of the session that opened it.
    event.stopPropagation()
    submit(event)
  }
  return (
    <Paper className="fvSurface">
      <form onSubmit={submitAlone} noValidate>
        <Stack gap="sm">
          <Text fw={600}>{t('picker.freeName')}</Text>
          <TextInput
            label={t('exercises.name')}
            maxLength={maxLengthOf(schema.shape.name)}
            {...form.getInputProps('name')}
            value={form.values.name ?? suggestion}
          />
          <Choice
            label={t('exercises.metric')}
            options={Metric.options}
            labelOf={words.metric}
            value={form.values.metric}
            onChange={(metric) => metric && form.setFieldValue('metric', metric)}
          />
          <Button type="submit" variant="light">
            {t('picker.addFree')}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}
