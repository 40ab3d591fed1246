import type { sessionsApi } from '@fitvibe/contract'
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { type ShownExercise, supersetLetter } from '../lib/work.ts'
import { AdherenceBadge } from './adherenceBadge.tsx'
import { WorkTable } from './workTable.tsx'

interface ExerciseSetsProps {
  readonly exercises: readonly (sessionsApi.SessionExercise & ShownExercise)[]
  readonly isDone: boolean
}

/** The exercises of a session with their sets; supersets are marked. */
export function ExerciseSets({ exercises, isDone }: ExerciseSetsProps) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" component="ol" className="fvPlainList">
      {exercises.map((exercise) => (
        <Paper key={exercise.id} component="li" className="fvSurface">
          <Title order={2} size="h4">
            {exercise.name}
          </Title>
          {exercise.superset !== null && (
            <Text size="sm" className="fvSuperset">
              {t('session.superset', { group: supersetLetter(exercise.superset) })}
            </Text>
          )}
          {exercise.notes && (
            <Text size="sm" c="dimmed" className="fvProse">
              {exercise.notes}
            </Text>
          )}
          {exercise.adherence && (
            <AdherenceBadge share={exercise.adherence.share} status={exercise.adherence.status} />
          )}
          <WorkTable exercise={exercise} isDone={isDone} />
        </Paper>
      ))}
    </Stack>
  )
}
