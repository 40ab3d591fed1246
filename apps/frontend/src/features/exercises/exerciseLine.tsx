import type { exercisesApi } from '@fitvibe/contract'
import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useWords } from '../../lib/useWords.ts'

/** An exercise in a list: name, trained muscles and equipment. */
export function ExerciseLine({ exercise }: { readonly exercise: exercisesApi.Exercise }) {
  const { t } = useTranslation()
  const words = useWords()
  const facts = [
    ...exercise.primaryMuscles.map(words.muscle),
    exercise.primaryMuscles.length === 0 && exercise.muscleGroup,
    exercise.equipment && words.equipment(exercise.equipment),
  ].filter(Boolean)
  return (
    <div>
      <Group gap={8}>
        <Text component="span" fw={600}>
          {exercise.name}
        </Text>
        {exercise.source === 'own' && (
          <Badge variant="light" size="sm">
            {exercise.isPublic ? t('exercises.ownPublic') : t('source.own')}
          </Badge>
        )}
        {exercise.source === 'public' && (
          <Badge variant="light" color="gray" size="sm">
            {t('source.public')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {facts.join(' · ') || words.metric(exercise.metric)}
      </Text>
    </div>
  )
}
