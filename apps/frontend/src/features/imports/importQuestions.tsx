import { type importsApi, Unit } from '@fitvibe/contract'
import { Paper, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import type { ImportDraft } from './importDraft.ts'

interface ImportQuestionsProps {
  readonly preview: importsApi.ImportPreview
  readonly draft: ImportDraft
  readonly onChange: (changes: Partial<ImportDraft>) => void
}

const timezones = Intl.supportedValuesOf('timeZone')

/** Asks only for facts that the file leaves open. */
export function ImportQuestions({ preview, draft, onChange }: ImportQuestionsProps) {
  const { t } = useTranslation()
  const asks = (fact: ImportQuestionsProps['preview']['missing'][number]) =>
    preview.missing.includes(fact)
  if (preview.missing.length === 0) return null
  return (
    <Paper className="fvSurface">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('imports.questions')}
        </Title>
        {asks('unit') && (
          <Choice
            label={t('imports.unit')}
            none={t('imports.pick')}
            options={Unit.options}
            labelOf={(unit) => t(`profile.units.${unit}`)}
            value={draft.unit}
            onChange={(unit) => onChange({ unit })}
          />
        )}
        {asks('distanceUnit') && (
          <Choice
            label={t('imports.distanceUnit')}
            options={['km', 'mi', 'm'] as const}
            labelOf={(unit) => t(`imports.distanceUnits.${unit}`)}
            value={draft.distanceUnit}
            onChange={(distanceUnit) => onChange({ distanceUnit })}
          />
        )}
        {asks('dayOrder') && (
          <Choice
            label={t('imports.dayOrder')}
            none={t('imports.pick')}
            options={['dmy', 'mdy'] as const}
            labelOf={(order) => t(`imports.dayOrders.${order}`)}
            value={draft.dayOrder}
            onChange={(dayOrder) => onChange({ dayOrder })}
          />
        )}
        {asks('timezone') && (
          <Choice
            label={t('imports.timezone')}
            options={
              timezones.includes(draft.timezone) ? timezones : [draft.timezone, ...timezones]
            }
            labelOf={(zone) => zone.replaceAll('_', ' ')}
            value={draft.timezone}
            onChange={(timezone) => timezone && onChange({ timezone })}
          />
        )}
      </Stack>
    </Paper>
  )
}
