import { Equipment, exercisesApi, ExerciseType, Metric, Muscle } from '@fitvibe/contract'
import { Button, Chip, Group, Input, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { maxLengthOf, schemaResolver } from '../../lib/schemaForm.ts'
import { useWords } from '../../lib/useWords.ts'
import { useSaveExercise } from './exerciseQueries.ts'

interface ExerciseFormProps {
  readonly exercise: exercisesApi.Exercise | null
  readonly onSaved: (exercise: exercisesApi.Exercise) => void
}

export function ExerciseForm({ exercise, onSaved }: ExerciseFormProps) {
  const { t } = useTranslation()
  const words = useWords()
  const save = useSaveExercise(exercise?.id ?? null)
  const form = useForm({
    initialValues: draftOf(exercise),
    transformValues: bodyOf,
    validate: schemaResolver<Draft>(exercisesApi.createExercise.body, { bodyOf }),
  })
  const { values } = form
  const submit = form.onSubmit((body) =>
    save.mutate(body, {
      onSuccess: onSaved,
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ErrorNote error={formError(save.error, ['name'])} />
        <TextInput
          label={t('exercises.name')}
          required
          maxLength={maxLengthOf(exercisesApi.createExercise.body.shape.name)}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Choice
          label={t('exercises.metric')}
          options={Metric.options}
          labelOf={words.metric}
          value={values.metric}
          onChange={(metric) => metric && form.setFieldValue('metric', metric)}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Choice
            label={t('exercises.type')}
            none={t('common.notStated')}
            options={ExerciseType.options}
            labelOf={words.type}
            value={values.type}
            onChange={(type) => form.setFieldValue('type', type)}
          />
          <Choice
            label={t('exercises.equipment')}
            none={t('common.notStated')}
            options={Equipment.options}
            labelOf={words.equipment}
            value={values.equipment}
            onChange={(equipment) => form.setFieldValue('equipment', equipment)}
          />
        </SimpleGrid>
        <Input.Wrapper label={t('exercises.muscles')} labelElement="div">
          <Chip.Group
            multiple
            value={values.primaryMuscles}
            onChange={(muscles) => form.setFieldValue('primaryMuscles', muscles)}
          >
            <Group gap={6} mt={6}>
              {Muscle.options.map((muscle) => (
                <Chip key={muscle} value={muscle} size="sm" variant="light">
                  {words.muscle(muscle)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <Switch
          label={t('exercises.makePublic')}
          description={t('exercises.makePublicHint')}
          checked={values.isPublic}
          onChange={(event) => form.setFieldValue('isPublic', event.currentTarget.checked)}
        />
        <Button type="submit" loading={save.isPending} fullWidth>
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  )
}

const draftOf = (exercise: exercisesApi.Exercise | null) => ({
  name: exercise?.name ?? '',
  type: exercise?.type ?? null,
  metric: exercise?.metric ?? 'weight_reps',
  equipment: exercise?.equipment ?? null,
  primaryMuscles: exercise?.primaryMuscles ?? [],
  isPublic: exercise?.isPublic ?? false,
})
type Draft = ReturnType<typeof draftOf>

const bodyOf = ({ type, equipment, ...rest }: Draft) => ({
  ...rest,
  ...(type && { type }),
  ...(equipment && { equipment }),
})
