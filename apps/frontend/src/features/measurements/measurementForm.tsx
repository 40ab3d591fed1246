import type { measurementsApi } from '@fitvibe/contract'
import { type MeasurementKind, measurementKinds } from '@fitvibe/training/measurements'
import { Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorNote } from '../../components/errorNote.tsx'
import { NumberField } from '../../components/numberField.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useRecordMeasurements } from './measurementQueries.ts'
import { useMeasurementFormat } from './useMeasurementFormat.ts'

interface MeasurementFormProps {
  /** The kinds that the athlete measures, with their latest values. */
  readonly trends: readonly measurementsApi.MeasurementTrend[]
}

type Values = Partial<Record<MeasurementKind, number>>

/** Takes the values of a day. Shows the kinds that the athlete measures, and the others on demand. */
export function MeasurementForm({ trends }: MeasurementFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const measured = useMeasurementFormat()
  const record = useRecordMeasurements()
  // The day follows midnight until the athlete chooses another one.
  const [day, setDay] = useState<string | null>(null)
  const [values, setValues] = useState<Values>({})
  const [showsAll, setShowsAll] = useState(false)
  const [isEmpty, setEmpty] = useState(false)
  const today = format.today()
  const latest = new Map(trends.map((trend) => [trend.kind, trend.latest.value]))
  const shown = measurementKinds.filter(
    (kind) => showsAll || kind === 'bodyWeight' || latest.has(kind) || values[kind] !== undefined,
  )

  function change(kind: MeasurementKind, value: number | null) {
    const { [kind]: _, ...others } = values
    setValues(value === null ? others : { ...others, [kind]: value })
    setEmpty(false)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (Object.keys(values).length === 0) {
      setEmpty(true)
      return
    }
    record.mutate(
      { measuredOn: day ?? today, values },
      {
        onSuccess: () => {
          setValues({})
          setDay(null)
          toastSuccess(t('body.saved'))
        },
      },
    )
  }

  return (
    <Paper className="fvSurface">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('body.newTitle')}
          </Title>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
            <TextInput
              type="date"
              label={t('body.day')}
              max={today}
              value={day ?? today}
              onChange={(event) => setDay(event.currentTarget.value || null)}
            />
            {shown.map((kind) => (
              <NumberField
                key={kind}
                label={t(`body.kinds.${kind}`)}
                suffix={measured.unitOf(kind)}
                codec={measured.codec(kind)}
                value={values[kind] ?? null}
                onChange={(value) => change(kind, value)}
                {...placeholderOf(latest.get(kind), (value) =>
                  t('body.last', { value: measured.value(kind, value) }),
                )}
              />
            ))}
          </SimpleGrid>
          {isEmpty && (
            <Text size="sm" c="red" role="alert">
              {t('body.empty')}
            </Text>
          )}
          <ErrorNote error={record.error} />
          <Group gap="sm">
            <Button type="submit" loading={record.isPending}>
              {t('body.save')}
            </Button>
            {(showsAll || shown.length < measurementKinds.length) && (
              <Button
                variant="default"
                aria-expanded={showsAll}
                onClick={() => setShowsAll((before) => !before)}
              >
                {t(showsAll ? 'body.fewer' : 'body.more')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}

const placeholderOf = (latest: number | undefined, textOf: (value: number) => string) =>
  latest === undefined ? {} : { description: textOf(latest) }
