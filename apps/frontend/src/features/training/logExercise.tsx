import type { sessionsApi } from '@fitvibe/contract'
import { measuresOf } from '@fitvibe/training/bodyShare'
import { MAX_BLOCKS } from '@fitvibe/training/limits'
import { Button, Group, Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { focusNextRow } from '../../components/focusNextRow.ts'
import { Icon } from '../../components/icon.tsx'
import { columnTracks, useColumnHeading } from '../../components/measureCell.tsx'
import { type Effort, loggedColumns } from '../../lib/measures.ts'
import { supersetLetter } from '../../lib/work.ts'
import type { LoggedSet } from './log.ts'
import { LogRow } from './logRow.tsx'

interface LogExerciseProps {
  readonly exercise: Pick<sessionsApi.SessionExercise, 'name' | 'metric' | 'superset' | 'notes'>
  readonly sets: readonly LoggedSet[]
  /** The effort column to show. */
  readonly effort: Effort
  readonly menu?: ReactNode
  /** Notes above the sets, such as the last time. */
  readonly remarks?: ReactNode
  readonly onChange: (set: LoggedSet) => void
  readonly onRemove: (set: LoggedSet) => void
  /** Null where the user cannot add sets. */
  readonly onAdd: (() => void) | null
}

export function LogExercise(props: LogExerciseProps) {
  const { exercise, sets, effort, menu, remarks, onChange, onRemove, onAdd } = props
  const { t } = useTranslation()
  const heading = useColumnHeading()
  const columns = loggedColumns(measuresOf(exercise), effort)
  return (
    <Paper component="li" className="fvSurface">
      <Group justify="space-between" wrap="nowrap" align="start" gap="xs">
        <Title order={2} size="h4">
          {exercise.name}
        </Title>
        {menu}
      </Group>
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
      {remarks}
      {sets.length > 0 && (
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
          {sets.map((set, index) => (
            <LogRow
              key={set.key}
              set={set}
              number={index + 1}
              exercise={exercise}
              columns={columns}
              onChange={onChange}
              onRemove={() => onRemove(set)}
              onEnter={(input) => void focusNextRow(input)}
            />
          ))}
        </div>
      )}
      {onAdd && (
        <Button
          variant="subtle"
          leftSection={<Icon name="plus" size={18} />}
          disabled={sets.length >= MAX_BLOCKS}
          onClick={onAdd}
        >
          {t('log.addSet')}
        </Button>
      )}
    </Paper>
  )
}
