import { sessionsApi } from '@fitvibe/contract'
import { measuresOf } from '@fitvibe/training/bodyShare'
import { MAX_BLOCKS } from '@fitvibe/training/limits'
import { Button, Group, Paper, Text, Textarea, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ActionMenu } from '../../components/actionMenu.tsx'
import { focusNextRow } from '../../components/focusNextRow.ts'
import { Icon } from '../../components/icon.tsx'
import { columnTracks, useColumnHeading } from '../../components/measureCell.tsx'
import { plannedColumns } from '../../lib/measures.ts'
import { maxLengthOf } from '../../lib/schemaForm.ts'
import { supersetLetter } from '../../lib/work.ts'
import { BlockRow } from './blockRow.tsx'
import { addBlock, type Block, type PlannedExercise } from './plan.ts'

interface ExerciseEditorProps {
  readonly exercise: PlannedExercise
  readonly isFirst: boolean
  readonly isLast: boolean
  /** A suggestion for this exercise, where the page has one. */
  readonly advice?: ReactNode
  readonly onChange: (exercise: PlannedExercise) => void
  readonly onRemove: () => void
  readonly onMove: (by: -1 | 1) => void
  readonly onJoinAbove: () => void
  readonly onLeaveSuperset: () => void
}

/** An exercise of a plan with its blocks of sets; Enter moves to the next block or adds one. */
export function ExerciseEditor(props: ExerciseEditorProps) {
  const { exercise, onChange } = props
  const { t } = useTranslation()
  const heading = useColumnHeading()
  const columns = plannedColumns(measuresOf(exercise))
  const [hasNotes, setHasNotes] = useState(exercise.notes !== '')

  const change = (block: Block) =>
    onChange({
      ...exercise,
      blocks: exercise.blocks.map((other) => (other.key === block.key ? block : other)),
    })
  const focusNextBlock = (input: HTMLInputElement) => {
    if (focusNextRow(input)) return
    onChange(addBlock(exercise))
    requestAnimationFrame(() => focusNextRow(input))
  }

  return (
    <Paper component="li" className="fvSurface">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {exercise.name}
          </Title>
          {exercise.superset !== null && (
            <Text size="sm" className="fvSuperset">
              {t('session.superset', { group: supersetLetter(exercise.superset) })}
            </Text>
          )}
        </div>
        <EditorMenu {...props} onNotes={() => setHasNotes(true)} />
      </Group>
      <div className="fvSets" style={{ '--fv-tracks': `34px ${columnTracks(columns)}` }}>
        <div className="fvSetHead" aria-hidden>
          <span />
          {columns.map((column) => (
            <span key={column}>{heading(column, exercise.metric)}</span>
          ))}
        </div>
        {exercise.blocks.map((block, index) => (
          <BlockRow
            key={block.key}
            block={block}
            number={index + 1}
            exercise={exercise}
            columns={columns}
            onChange={change}
            onRemove={() =>
              onChange({ ...exercise, blocks: exercise.blocks.filter((b) => b !== block) })
            }
            onEnter={focusNextBlock}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        leftSection={<Icon name="plus" size={18} />}
        disabled={exercise.blocks.length >= MAX_BLOCKS}
        onClick={() => onChange(addBlock(exercise))}
      >
        {t('plan.addBlock')}
      </Button>
      {props.advice}
      {hasNotes && (
        <Textarea
          label={t('plan.exerciseNotes')}
          value={exercise.notes}
          maxLength={maxLengthOf(sessionsApi.exercisePlan.notes)}
          autosize
          onChange={(event) => onChange({ ...exercise, notes: event.currentTarget.value })}
        />
      )}
    </Paper>
  )
}

function EditorMenu(props: ExerciseEditorProps & { readonly onNotes: () => void }) {
  const { exercise, isFirst, isLast, onMove, onRemove, onJoinAbove, onLeaveSuperset } = props
  const { t } = useTranslation()
  const isJoined = exercise.superset !== null
  return (
    <ActionMenu
      name={exercise.name}
      isPlain
      actions={[
        { label: t('plan.moveUp'), isDisabled: isFirst, onChoose: () => onMove(-1) },
        { label: t('plan.moveDown'), isDisabled: isLast, onChoose: () => onMove(1) },
        isJoined
          ? { label: t('plan.leaveSuperset'), icon: 'link', onChoose: onLeaveSuperset }
          : {
              label: t('plan.joinAbove'),
              icon: 'link',
              isDisabled: isFirst,
              onChoose: onJoinAbove,
            },
        { label: t('plan.exerciseNotes'), icon: 'edit', onChoose: props.onNotes },
        { label: t('common.remove'), icon: 'trash', isDanger: true, onChoose: onRemove },
      ]}
    />
  )
}
