import { type importsApi, Unit } from '@fitvibe/contract'
import { Paper, Stack, Switch, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import type { ImportDraft } from './importDraft.ts'

interface ImportQuestionsProps {
  readonly preview: importsApi.ImportPreview
  readonly draft: ImportDraft
  readonly onChange: (changes: Partial<ImportDraft>) => void
}

const timezones = Intl.supportedValuesOf('timeZone')

/** Asks only for facts that the file leaves open. */
export function ImportQuestions({ preview, draft, onChange }: ImportQuestionsProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
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
        {asks('monthLanguage') && (
          <Choice
            label={t('imports.monthLanguage')}
            none={t('imports.pick')}
            options={preview.monthLanguages.map(({ language }) => language)}
            labelOf={(language) => readingOf(preview, language, i18n.language)}
            value={draft.monthLanguage}
            onChange={(monthLanguage) => onChange({ monthLanguage })}
          />
        )}
        {asks('undated') && (
          <Switch
            label={t('imports.undated', {
              unread: format.number(preview.dates.unread),
              rows: format.number(preview.dates.rows),
            })}
            checked={draft.undated !== null}
            onChange={({ currentTarget }) =>
              onChange({ undated: currentTarget.checked ? 'leaveOut' : null })
            }
          />
        )}
        {asks('longWorkouts') && (
          <Choice
            label={t('imports.longWorkouts', { found: foundIn(preview, 'longWorkout') })}
            none={t('imports.pick')}
            options={['estimate', 'keep'] as const}
            labelOf={(option) => t(`imports.longWorkoutsAre.${option}`)}
            value={draft.longWorkouts}
            onChange={(longWorkouts) => onChange({ longWorkouts })}
          />
        )}
        {asks('farDistances') && (
          <Choice
            label={t('imports.farDistances', { found: foundIn(preview, 'farDistance') })}
            none={t('imports.pick')}
            options={['leaveOut', 'keep'] as const}
            labelOf={(option) => t(`imports.farDistancesAre.${option}`)}
            value={draft.farDistances}
            onChange={(farDistances) => onChange({ farDistances })}
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

/** Returns the month that a name is in a language: `Polish: listopada = November`. */
function readingOf(
  { monthLanguages }: importsApi.ImportPreview,
  language: string,
  uiLanguage: string,
): string {
  const found = monthLanguages.find((reading) => reading.language === language)
  const name = new Intl.DisplayNames(uiLanguage, { type: 'language' }).of(language) ?? language
  const date = new Date(Date.UTC(2024, (found?.month ?? 1) - 1, 15))
  const month = date.toLocaleDateString(uiLanguage, { month: 'long', timeZone: 'UTC' })
  return `${name}: ${found?.name ?? ''} = ${month}`
}

const SHOWN = 3

/** The first values with a problem, such as `13h 45m`. */
const foundIn = ({ problems }: importsApi.ImportPreview, code: importsApi.Problem['code']) =>
  problems
    .filter((problem) => problem.code === code)
    .slice(0, SHOWN)
    .map(({ found }) => found)
    .join(', ')
