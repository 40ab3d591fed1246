import { SessionStatus } from '@fitvibe/contract'
import { Button, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SetURLSearchParams } from 'react-router'

import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import type { SessionFilter } from './sessionQueries.ts'

/** Reads the filters from the URL, which keeps them when the user goes back. */
export function readFilter(params: URLSearchParams): SessionFilter {
  const status = SessionStatus.safeParse(params.get('status'))
  const [from, to, exerciseId] = ['from', 'to', 'exerciseId'].map((name) => params.get(name))
  return {
    ...(status.success && { status: status.data }),
    ...(from && { from }),
    ...(to && { to }),
    ...(exerciseId && { exerciseId }),
  }
}

interface SessionFiltersProps {
  readonly params: URLSearchParams
  readonly setParams: SetURLSearchParams
}

export function SessionFilters({ params, setParams }: SessionFiltersProps) {
  const { t } = useTranslation()
  const filter = readFilter(params)
  const active = ['status', 'from', 'to'].filter((name) => params.get(name)).length
  const [isOpen, setIsOpen] = useState(active > 0)
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        if (name === 'exerciseId') before.delete('exercise')
        return before
      },
      { replace: true },
    )
  return (
    <>
      <Group gap="xs" mb="md">
        <Button
          variant={active > 0 ? 'light' : 'default'}
          aria-expanded={isOpen}
          leftSection={<Icon name="filter" />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {active > 0 ? t('common.filterCount', { count: active }) : t('common.filter')}
        </Button>
        {filter.exerciseId && (
          <Button
            variant="light"
            rightSection={<Icon name="close" size={18} />}
            onClick={() => set('exerciseId', null)}
          >
            {t('history.exercise', { name: params.get('exercise') ?? '' })}
          </Button>
        )}
      </Group>
      {isOpen && (
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm" mb="md">
          <div className="fvSpan2">
            <Choice
              label={t('history.status')}
              none={t('common.all')}
              options={SessionStatus.options}
              labelOf={(status) => t(`status.${status}`)}
              value={filter.status ?? null}
              onChange={(status) => set('status', status)}
            />
          </div>
          <TextInput
            type="date"
            label={t('history.from')}
            value={params.get('from') ?? ''}
            onChange={(event) => set('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('history.to')}
            value={params.get('to') ?? ''}
            onChange={(event) => set('to', event.currentTarget.value)}
          />
        </SimpleGrid>
      )}
    </>
  )
}
