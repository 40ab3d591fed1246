import type { Metric, workApi } from '@fitvibe/contract'
import { metricRules } from '@fitvibe/training/metrics'
import { useTranslation } from 'react-i18next'

import { texts } from './measures.ts'
import { useFormat } from './useFormat.ts'

/** Formats a load, or help: `80 kg`, `20 kg help`. */
export function useLoadText() {
  const { t } = useTranslation()
  const format = useFormat()
  return (kg: number): string =>
    kg < 0 ? t('work.help', { load: format.load(-kg) }) : format.load(kg)
}

/** Formats a set in gym notation: `80 kg × 8 @8` (RPE 8), `5 km · 25:00`, `L 20 kg × 8`. */
export function useWorkText() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { t, format, loadText: useLoadText() }
  return (work: workApi.Work, metric: Metric): string => {
    const { measures: usual } = metricRules[metric]
    // Pull-ups, dips and push-ups are counted in repetitions, and may have a load or help.
    const measures = metric === 'reps' && work.load ? (['load', ...usual] as const) : usual
    const measured = measures
      .map((measure) => texts[measure](work, words))
      .filter((part) => part !== false)
      .join(measures.includes('reps') ? ' × ' : ' · ')
    const effort = work.rpe === null ? null : `@${format.number(work.rpe)}`
    const side = work.side && t(`sideMark.${work.side}`)
    return [side, measured || t('work.open'), effort].filter(Boolean).join(' ')
  }
}

/** Formats the plan beside a set: without effort, and without a unit where the column has it. */
export function usePlanText() {
  const workText = useWorkText()
  const format = useFormat()
  return (work: workApi.Work, metric: Metric): string =>
    metric === 'weight_reps' && work.load !== null && work.reps !== null && !hasMore(work)
      ? `${format.mass(work.load)} × ${work.reps}`
      : workText({ ...work, rpe: null }, metric)
}

/** Whether a set of load and repetitions has something else to show. */
const hasMore = (work: workApi.Work): boolean =>
  work.side !== null ||
  metricRules.weight_reps.measures.some(
    (measure) => measure !== 'load' && measure !== 'reps' && work[measure] !== null,
  )
