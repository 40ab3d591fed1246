import type { exercisesApi } from '@fitvibe/contract'
import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { ExerciseChooser } from './exerciseChooser.tsx'
import { useExerciseLinks, useLinkExercise, useUndoExerciseLink } from './exerciseQueries.ts'

interface LinkNameProps {
  readonly name: string
  readonly onLinked: (link: exercisesApi.ExerciseLink) => void
}

/** Offers to link an exercise that was logged by its name only, with its whole history. */
export function LinkName({ name, onLinked }: LinkNameProps) {
  const { t } = useTranslation()
  const [isChoosing, setIsChoosing] = useState(false)
  const link = useLinkExercise()
  return (
    <Paper className="fvSurface">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('exerciseLinks.nameOnly')}</Text>
        <Button
          variant="default"
          leftSection={<Icon name="search" />}
          loading={link.isPending}
          onClick={() => setIsChoosing(true)}
        >
          {t('exerciseLinks.link')}
        </Button>
      </Stack>
      <ExerciseChooser
        isOpen={isChoosing}
        onClose={() => setIsChoosing(false)}
        name={name}
        onChoose={({ id }) => link.mutate({ name, exerciseId: id }, { onSuccess: onLinked })}
      />
    </Paper>
  )
}

/** Lists the names that were linked to an exercise, each with a button to undo that. */
export function LinkedNames({ exerciseId }: { readonly exerciseId: string }) {
  const { t } = useTranslation()
  const links = useExerciseLinks(exerciseId)
  const undo = useUndoExerciseLink()
  const items = links.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Paper component="section" className="fvSurface">
      <Title order={2} size="h4" mb="xs">
        {t('exerciseLinks.title')}
      </Title>
      <ul className="fvRows">
        {items.map(({ id, name, entries }) => (
          <li key={id}>
            <div>
              <Text fw={600}>{name}</Text>
              <Text size="sm" c="dimmed">
                {t('exerciseLinks.entries', { count: entries })}
              </Text>
            </div>
            <Button
              variant="default"
              aria-label={t('exerciseLinks.undoOf', { name })}
              loading={undo.isPending && undo.variables === id}
              onClick={() =>
                undo.mutate(id, {
                  onSuccess: () => toastSuccess(t('exerciseLinks.undone', { name })),
                })
              }
            >
              {t('exerciseLinks.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </Paper>
  )
}
