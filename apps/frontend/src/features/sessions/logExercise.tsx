import type { sessionsApi } from '@fitvibe/contract'
import { Button, Paper, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { type Column, columnTracks, useColumnHeading } from '../../components/measureCell.tsx'
import { measuresOf, supersetLetter } from '../../lib/work.ts'
import { focusNextRow } from './focusNext.ts'
import { addSet, type LoggedExercise, type LoggedSet } from './log.ts'
import { LogRow } from './logRow.tsx'

interface LogExerciseProps {
  readonly exercise: sessionsApi.Session['exercises'][number]
  readonly logged: LoggedExercise
  readonly onChange: (logged: LoggedExercise) => void
  readonly onTick: (set: LoggedSet) => void
}

export function LogExercise({ exercise, logged, onChange, onTick }: LogExerciseProps) {
  const { t } = useTranslation()
  const heading = useColumnHeading()
  const columns: Column[] = [...measuresOf(exercise.metric), 'rpe']

  const change = (set: LoggedSet) => {
    const before = logged.sets.find(({ key }) => key === set.key)
    if (set.isDone && !before?.isDone) onTick(set)
    onChange({
      ...logged,
      sets: logged.sets.map((other) => (other.key === set.key ? set : other)),
    })
  }

  return (
    <Paper component="li" className="fvSurface">
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
      <div
        className="fvSets"
        style={{ '--fv-tracks': `34px minmax(64px, 1.35fr) ${columnTracks(columns)} 44px` }}
      >
        <div className="fvSetHead" aria-hidden>
          <span />
          <span>{t('work.planned')}</span>
          {columns.map((column) => (
            <span key={column}>{heading(column, exercise.metric)}</span>
          ))}
          <span />
        </div>
        {logged.sets.map((set, index) => (
          <LogRow
            key={set.key}
            set={set}
            number={index + 1}
            exercise={exercise}
            columns={columns}
            onChange={change}
            onRemove={() =>
              onChange({ ...logged, sets: logged.sets.filter(({ key }) => key !== set.key) })
            }
            onEnter={(input) => void focusNextRow(input)}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        leftSection={<Icon name="plus" size={18} />}
        disabled={logged.sets.length >= 50}
        onClick={() => onChange(addSet(logged))}
      >
        {t('log.addSet')}
      </Button>
    </Paper>
  )
}
