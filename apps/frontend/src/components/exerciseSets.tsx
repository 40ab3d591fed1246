import type { sessionsApi } from '@fitvibe/contract'
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../lib/useFormat.ts'
import { type ShownExercise, supersetLetter } from '../lib/work.ts'
import { AdherenceBadge } from './adherenceBadge.tsx'
import { WorkTable } from './workTable.tsx'

/** Sessions of the feed come without the body weight. */
type Shown = Omit<sessionsApi.SessionExercise, 'bodyKg'> &
  Partial<Pick<sessionsApi.SessionExercise, 'bodyKg'>>

interface ExerciseSetsProps {
  readonly exercises: readonly (Shown & ShownExercise)[]
  readonly isDone: boolean
}

/** The exercises of a session with their sets; supersets are marked. */
export function ExerciseSets({ exercises, isDone }: ExerciseSetsProps) {
  const { t } = useTranslation()
  const format = useFormat()
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
          {exercise.bodyKg && (
            <Text size="sm" c="dimmed">
              {t('work.bodyWeight', { load: format.load(exercise.bodyKg) })}
            </Text>
          )}
        </Paper>
      ))}
    </Stack>
  )
}
