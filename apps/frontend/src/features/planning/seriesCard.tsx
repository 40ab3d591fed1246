import { Anchor, Badge, Group, Paper, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ActionMenu, type DialogState } from '../../components/actionMenu.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { toastSuccess } from '../../lib/toast.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { type Series, useEndSeries } from './planningQueries.ts'
import { SeriesFacts } from './seriesFacts.tsx'
import { useRuleText } from './useRuleText.ts'

/** A series: its rule, its adherence and its next session. */
export function SeriesCard({ series }: { readonly series: Series }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ruleText = useRuleText()
  const { title, recurrenceRule, startTime, isOver, next } = series
  return (
    <Paper className="fvSurface">
      <Group justify="space-between" wrap="nowrap" align="start" gap="xs">
        <Title order={2} size="h4" className="fvCardTitle">
          {title}
        </Title>
        {isOver ? (
          <Badge variant="light" color="gray">
            {t('series.over')}
          </Badge>
        ) : (
          <ActionMenu
            name={title}
            isPlain
            actions={[
              {
                label: t('series.end'),
                icon: 'close',
                isDanger: true,
                renderDialog: (state) => <EndDialog {...state} series={series} />,
              },
            ]}
          />
        )}
      </Group>
      <Text size="sm">
        {t('series.rhythm', { rule: ruleText(recurrenceRule), time: startTime.slice(0, 5) })}
      </Text>
      <SeriesFacts series={series} />
      {next && (
        <Anchor component={Link} to={`/sessions/${next.id}`} size="sm" className="fvTap">
          {t('series.next', { at: format.dateTime(next.plannedFor) })}
        </Anchor>
      )}
    </Paper>
  )
}

function EndDialog({ series, ...state }: DialogState & { readonly series: Series }) {
  const { t } = useTranslation()
  const end = useEndSeries(series.id)
  return (
    <Confirm
      {...state}
      title={t('series.endTitle', { title: series.title })}
      text={t('series.endText')}
      action={t('series.end')}
      isBusy={end.isPending}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: () => toastSuccess(t('series.ended')),
          onSettled: state.onClose,
        })
      }
    />
  )
}
