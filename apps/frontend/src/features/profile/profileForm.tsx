import {
  DistanceUnit,
  FitnessLevel,
  Gender,
  Language,
  LANGUAGES,
  TrainingFrequency,
  Unit,
  usersApi,
  WeekStart,
} from '@fitvibe/contract'
import { Button, Paper, SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { ErrorNote } from '../../components/errorNote.tsx'
import { NumberField } from '../../components/numberField.tsx'
import { fieldErrors, formError } from '../../lib/formErrors.ts'
import { schemaResolver } from '../../lib/schemaForm.ts'
import { toastSuccess } from '../../lib/toast.ts'
import { useCodecs, useFormat } from '../../lib/useFormat.ts'
import { changesOf, type Draft, draftOf } from './profileDraft.ts'
import { useUpdateMe } from './profileQueries.ts'
import { PublicFields } from './publicFields.tsx'

const timezones = Intl.supportedValuesOf('timeZone')

/** The athlete's profile; sends only the fields that changed. */
export function ProfileForm({ me }: { readonly me: usersApi.Me }) {
  const { t } = useTranslation()
  const codecs = useCodecs()
  const format = useFormat()
  const update = useUpdateMe()
  const bodyOf = (draft: Draft) => changesOf(me, draft)
  const form = useForm({
    initialValues: draftOf(me),
    transformValues: bodyOf,
    validate: schemaResolver<Draft>(usersApi.updateMe.body, { bodyOf }),
  })
  const draft = form.values
  const set = form.setValues
  const submit = form.onSubmit((changes) =>
    update.mutate(changes, {
      onSuccess: (saved) => {
        form.setValues(draftOf(saved))
        toastSuccess(t('profile.saved'))
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Paper className="fvSurface">
          <PublicFields me={me} form={form} />
        </Paper>
        <Paper className="fvSurface">
          <Stack gap="sm">
            <Title order={2} size="h4">
              {t('profile.appearance')}
            </Title>
            <SimpleGrid cols={2} spacing="sm">
              <Choice
                label={t('profile.language')}
                options={Language.options}
                labelOf={(language) => LANGUAGES[language].name}
                value={draft.preferredLang}
                onChange={(preferredLang) => preferredLang && set({ preferredLang })}
              />
              <Choice
                label={t('profile.unit')}
                options={Unit.options}
                labelOf={(unit) => t(`profile.units.${unit}`)}
                value={draft.unit}
                onChange={(unit) => unit && set({ unit })}
              />
              <Choice
                label={t('profile.distanceUnit')}
                options={DistanceUnit.options}
                labelOf={(unit) => t(`profile.distanceUnits.${unit}`)}
                value={draft.distanceUnit}
                onChange={(distanceUnit) => distanceUnit && set({ distanceUnit })}
              />
              <Choice
                label={t('profile.weekStart')}
                options={WeekStart.options}
                labelOf={(day) => t(`profile.weekStarts.${day}`)}
                value={draft.weekStart}
                onChange={(weekStart) => weekStart && set({ weekStart })}
              />
            </SimpleGrid>
            <Choice
              label={t('profile.timezone')}
              options={timezones.includes(me.timezone) ? timezones : [me.timezone, ...timezones]}
              labelOf={(zone) => zone.replaceAll('_', ' ')}
              value={draft.timezone}
              onChange={(timezone) => timezone && set({ timezone })}
            />
          </Stack>
        </Paper>
        <Paper className="fvSurface">
          <Stack gap="sm">
            <div>
              <Title order={2} size="h4">
                {t('profile.body')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('profile.bodyHint')}
              </Text>
            </div>
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
              <NumberField
                label={t('profile.weight')}
                suffix={me.unit}
                codec={codecs.bodyWeight}
                value={draft.weight}
                error={form.errors.weight}
                onChange={(weight) => set({ weight })}
              />
              <Choice
                label={t('profile.level')}
                none={t('common.notStated')}
                options={FitnessLevel.options}
                labelOf={(level) => t(`profile.levels.${level}`)}
                value={draft.fitnessLevel}
                onChange={(fitnessLevel) => set({ fitnessLevel })}
              />
              <Choice
                label={t('profile.frequency')}
                none={t('common.notStated')}
                options={TrainingFrequency.options}
                labelOf={(frequency) => t(`profile.frequencies.${frequency}`)}
                value={draft.trainingFrequency}
                onChange={(trainingFrequency) => set({ trainingFrequency })}
              />
            </SimpleGrid>
            <Switch
              label={t('profile.countsBodyWeight')}
              description={t('profile.countsBodyWeightHint')}
              checked={draft.countsBodyWeight}
              onChange={(event) => set({ countsBodyWeight: event.currentTarget.checked })}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {me.dateOfBirth ? (
                <Fact label={t('profile.birth')} value={format.longDay(me.dateOfBirth)} />
              ) : (
                <TextInput
                  type="date"
                  label={t('profile.birth')}
                  description={t('profile.onceHint')}
                  {...form.getInputProps('dateOfBirth')}
                />
              )}
              {me.gender ? (
                <Fact label={t('profile.gender')} value={t(`profile.genders.${me.gender}`)} />
              ) : (
                <Choice
                  label={t('profile.gender')}
                  description={t('profile.onceHint')}
                  none={t('common.notStated')}
                  options={Gender.options}
                  labelOf={(gender) => t(`profile.genders.${gender}`)}
                  value={draft.gender}
                  onChange={(gender) => set({ gender })}
                />
              )}
            </SimpleGrid>
          </Stack>
        </Paper>
        <ErrorNote error={formError(update.error, ['alias', 'weight', 'dateOfBirth'])} />
        <Button
          type="submit"
          loading={update.isPending}
          disabled={Object.keys(bodyOf(draft)).length === 0}
        >
          {t('common.save')}
        </Button>
      </Stack>
    </form>
  )
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Text mt={8}>{value}</Text>
    </div>
  )
}
