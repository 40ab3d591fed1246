import { MAX_INTERVAL, MAX_OCCURRENCES } from '@fitvibe/training/limits'
import { Chip, Group, Input, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { Choice } from '../../components/choice.tsx'
import { NumberField } from '../../components/numberField.tsx'
import { integerCodec } from '../../lib/codecs.ts'
import { usePreferences } from '../../lib/me.ts'
import {
  daysFrom,
  repeatEnds,
  repeatKinds,
  toRule,
  weekdayOf,
  weekdaysFrom,
  type Repeat,
} from './repeat.ts'
import { useRuleText, useWeekdayName } from './useRuleText.ts'

interface RepeatFieldProps {
  readonly repeat: Repeat
  /** The day of the plan; the rule starts on it. */
  readonly day: string
  readonly error: string | undefined
  /** Set for a session of a series; a new rule applies from `day` on. */
  readonly isSeries: boolean
  readonly onChange: (change: Partial<Repeat>) => void
}

const weeksCodec = integerCodec(MAX_INTERVAL)
const countCodec = integerCodec(MAX_OCCURRENCES)

/** Chooses whether and how a plan repeats, and spells the resulting rule out. */
export function RepeatField({ repeat, day, error, isSeries, onChange }: RepeatFieldProps) {
  const { t } = useTranslation()
  const { weekStart } = usePreferences()
  const ruleText = useRuleText()
  const weekdayName = useWeekdayName('short')
  const rule = toRule(repeat, day)
  return (
    <Stack gap="sm">
      <Choice
        label={t('repeat.label')}
        options={isSeries ? repeatKinds.filter((kind) => kind !== 'none') : repeatKinds}
        labelOf={(kind) => t(`repeat.kind.${kind}`)}
        value={repeat.kind}
        error={error}
        disabled={day === ''}
        onChange={(kind) => onChange({ kind: kind ?? 'none' })}
      />
      {repeat.kind === 'weekly' && (
        <>
          <Input.Wrapper label={t('repeat.days')} labelElement="div">
            <Group gap={6} role="group" aria-label={t('repeat.days')}>
              <Chip.Group
                multiple
                value={daysFrom(repeat.days, day)}
                onChange={(days) => onChange({ days })}
              >
                {weekdaysFrom(weekStart).map((weekday) => (
                  <Chip
                    key={weekday}
                    value={weekday}
                    disabled={day !== '' && weekday === weekdayOf(day)}
                  >
                    {weekdayName(weekday)}
                  </Chip>
                ))}
              </Chip.Group>
            </Group>
          </Input.Wrapper>
          <NumberField
            label={t('repeat.weeks')}
            codec={weeksCodec}
            value={repeat.weeks}
            onChange={(weeks) => onChange({ weeks: weeks || 1 })}
          />
        </>
      )}
      {repeat.kind !== 'none' && (
        <SimpleGrid cols={2} spacing="sm">
          <Choice
            label={t('repeat.end')}
            options={repeatEnds}
            labelOf={(end) => t(`repeat.ends.${end}`)}
            value={repeat.end}
            onChange={(end) => onChange({ end: end ?? 'never' })}
          />
          {repeat.end === 'until' && (
            <TextInput
              type="date"
              label={t('repeat.until')}
              value={repeat.until}
              min={day}
              onChange={(event) => onChange({ until: event.currentTarget.value })}
            />
          )}
          {repeat.end === 'count' && (
            <NumberField
              label={t(isSeries ? 'repeat.countFromHere' : 'repeat.count')}
              codec={countCodec}
              value={repeat.count}
              onChange={(count) => onChange({ count: count || 1 })}
            />
          )}
        </SimpleGrid>
      )}
      {rule && (
        <Text size="sm" c="dimmed" role="status">
          {t('repeat.summary', { rule: ruleText(rule) })}
        </Text>
      )}
    </Stack>
  )
}
