import { Equipment, exercisesApi, ExerciseType, Muscle } from '@fitvibe/contract'
import { Button, SimpleGrid, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { maxLengthOf } from '../../lib/schemaForm.ts'
import { useWords } from '../../lib/useWords.ts'
import type { ExerciseFilter } from './exerciseQueries.ts'

type SearchState = ReturnType<typeof useExerciseSearch>

/** The state of a search; the query follows the typed text after 250 ms. */
export function useExerciseSearch(initialText = '') {
  const [text, setText] = useState(initialText)
  const [filter, setFilter] = useState<Omit<ExerciseFilter, 'q'>>({})
  const [debounced] = useDebouncedValue(text.trim(), 250)
  const query: ExerciseFilter = { ...filter, ...(debounced && { q: debounced }) }
  return { text, setText, filter, setFilter, query }
}

interface ExerciseSearchProps {
  readonly search: SearchState
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

export function ExerciseSearch({ search, onKeyDown }: ExerciseSearchProps) {
  const { t } = useTranslation()
  const words = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const { filter, setFilter } = search
  const active = Object.values(filter).filter((value) => value !== undefined).length
  const choose =
    <K extends keyof typeof filter>(name: K) =>
    (value: (typeof filter)[K] | null) =>
      setFilter(({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest))

  return (
    <div className="fvSearch">
      <div className="fvSearchLine">
        <TextInput
          type="search"
          aria-label={t('exercises.search')}
          placeholder={t('exercises.search')}
          leftSection={<Icon name="search" />}
          maxLength={maxLengthOf(exercisesApi.listExercises.query.shape.q)}
          value={search.text}
          onChange={(event) => search.setText(event.currentTarget.value)}
          data-autofocus
          {...(onKeyDown && { onKeyDown })}
        />
        <Button
          variant={active > 0 ? 'light' : 'default'}
          aria-expanded={isOpen}
          leftSection={<Icon name="filter" />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {active > 0 ? t('common.filterCount', { count: active }) : t('common.filter')}
        </Button>
      </div>
      {isOpen && (
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mt="sm">
          <Choice
            label={t('exercises.muscle')}
            none={t('common.all')}
            options={Muscle.options}
            labelOf={words.muscle}
            value={filter.muscle ?? null}
            onChange={choose('muscle')}
          />
          <Choice
            label={t('exercises.equipment')}
            none={t('common.all')}
            options={Equipment.options}
            labelOf={words.equipment}
            value={filter.equipment ?? null}
            onChange={choose('equipment')}
          />
          <Choice
            label={t('exercises.type')}
            none={t('common.all')}
            options={ExerciseType.options}
            labelOf={words.type}
            value={filter.type ?? null}
            onChange={choose('type')}
          />
          <Choice
            label={t('exercises.source')}
            none={t('common.all')}
            options={exercisesApi.Exercise.shape.source.options}
            labelOf={words.source}
            value={filter.source ?? null}
            onChange={choose('source')}
          />
        </SimpleGrid>
      )}
    </div>
  )
}
