import type { SeriesRow } from '../../db/tables/series.ts'
import { settleRule } from '../planning/occurrences.rules.ts'
import { isRefused, ruleText } from '../planning/recurrence.rules.ts'
import * as templateRules from '../planning/template.rules.ts'

/** Whether a series can have this rule from its start on, written as `ruleText` writes it. */
export function isSound({
  rule,
  startOn,
  startTime,
  timezone,
}: Pick<SeriesRow, 'rule' | 'startOn' | 'startTime' | 'timezone'>): boolean {
  const settled = settleRule(rule, { on: startOn, time: startTime, timezone })
  return !isRefused(settled) && ruleText(settled) === rule
}

/** Whether a series plans no more sets than one that is planned here. */
export const { isInBounds } = templateRules
