import type { measurementsApi } from '@fitvibe/contract'
import type { MeasurementKind } from '@fitvibe/training/measurements'
import { ActionIcon, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Icon } from '../../components/icon.tsx'
import { PagedList } from '../../components/pagedList.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import {
  useDeleteMeasurement,
  useMeasurements,
  useRecordMeasurements,
} from './measurementQueries.ts'
import { useMeasurementFormat } from './useMeasurementFormat.ts'

interface MeasurementListProps {
  readonly kind: MeasurementKind
  readonly onDelete: () => void
}

/** All values of a kind, latest first. Deletes at once, and offers to undo the last deletion. */
export function MeasurementList({ kind, onDelete }: MeasurementListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const measured = useMeasurementFormat()
  const list = useMeasurements(kind)
  const remove = useDeleteMeasurement()
  const restore = useRecordMeasurements()
  const [deleted, setDeleted] = useState<measurementsApi.Measurement | null>(null)
  const textOf = (item: measurementsApi.Measurement) => ({
    value: measured.value(item.kind, item.value),
    day: format.dayWithYear(item.measuredOn),
  })
  const undo = ({ measuredOn, value }: measurementsApi.Measurement) =>
    restore.mutate({ measuredOn, values: { [kind]: value } }, { onSuccess: () => setDeleted(null) })
  return (
    <Paper component="section" className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('body.list')}
        </Title>
        {deleted?.kind === kind && (
          <Group justify="space-between" gap="sm" role="status">
            <Text size="sm">{t('body.deleted', textOf(deleted))}</Text>
            <Button variant="default" loading={restore.isPending} onClick={() => undo(deleted)}>
              {t('body.undo')}
            </Button>
          </Group>
        )}
        <PagedList
          list={list}
          height={44}
          keyOf={({ id }) => id}
          empty={<Text size="sm">{t('body.none')}</Text>}
        >
          {(item) => (
            <Group justify="space-between" gap="sm" wrap="nowrap">
              <Text>{textOf(item).day}</Text>
              <Group gap="xs" wrap="nowrap">
                <Text fw={600}>{textOf(item).value}</Text>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={44}
                  aria-label={t('body.delete', textOf(item))}
                  loading={remove.isPending && remove.variables.id === item.id}
                  onClick={() => {
                    onDelete()
                    remove.mutate(item, { onSuccess: () => setDeleted(item) })
                  }}
                >
                  <Icon name="trash" />
                </ActionIcon>
              </Group>
            </Group>
          )}
        </PagedList>
      </Stack>
    </Paper>
  )
}
