import { Metric, sessionsApi } from '@fitvibe/contract'
import { Button, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { maxLengthOf } from '../../lib/schemaForm.ts'
import { useWords } from '../../lib/useWords.ts'
import type { PickedExercise } from '../../lib/work.ts'

interface FreeNameProps {
  readonly suggestion: string
  readonly onAdd: (exercise: PickedExercise) => void
}

const exerciseName = sessionsApi.exercisePlan.name

/** Adds an exercise that is in no list, by its name and metric alone. */
export function FreeName({ suggestion, onAdd }: FreeNameProps) {
  const { t } = useTranslation()
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const [ownName, setOwnName] = useState<string | null>(null)
  const [metric, setMetric] = useState<Metric>('weight_reps')
  const name = ownName ?? suggestion

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
  const add = () => {
    onAdd({ exerciseId: null, name: name.trim(), metric })
    setOwnName(null)
    setIsOpen(false)
  }
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Text fw={600}>{t('picker.freeName')}</Text>
        <TextInput
          label={t('exercises.name')}
          value={name}
          maxLength={maxLengthOf(exerciseName)}
          onChange={(event) => setOwnName(event.currentTarget.value)}
        />
        <Choice
          label={t('exercises.metric')}
          options={Metric.options}
          labelOf={words.metric}
          value={metric}
          onChange={(chosen) => chosen && setMetric(chosen)}
        />
        <Button variant="light" disabled={!exerciseName.safeParse(name).success} onClick={add}>
          {t('picker.addFree')}
        </Button>
      </Stack>
    </Paper>
  )
}
