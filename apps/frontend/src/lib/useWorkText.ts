import type { Metric, workApi } from '@fitvibe/contract'
import { metricRules } from '@fitvibe/training/metrics'
import { useTranslation } from 'react-i18next'

import { useFormat } from './useFormat.ts'

/** Formats a set in gym notation: `80 kg × 8 @8` (RPE 8), `5 km · 25:00`. */
export function useWorkText() {
  const { t } = useTranslation()
  const format = useFormat()
  const parts = {
    load: (work: workApi.Work) => work.load !== null && format.load(work.load),
    reps: (work: workApi.Work) =>
      work.reps !== null &&
      (work.load === null ? t('work.reps', { count: work.reps }) : String(work.reps)),
    distance: (work: workApi.Work) => work.distance !== null && format.distance(work.distance),
    durationSec: (work: workApi.Work) =>
      work.durationSec !== null && format.duration(work.durationSec),
  }
  return (work: workApi.Work, metric: Metric): string => {
    const { measures } = metricRules[metric]
    const measured = measures
      .map((measure) => parts[measure](work))
      .filter((part) => part !== false)
      .join(measures.includes('reps') ? ' × ' : ' · ')
    const effort = work.rpe === null ? null : `@${format.number(work.rpe)}`
    return [measured || t('work.open'), effort].filter(Boolean).join(' ')
  }
}

/** Formats the plan beside a set: without effort, and without a unit where the column has it. */
export function usePlanText() {
  const workText = useWorkText()
  const format = useFormat()
  return (work: workApi.Work, metric: Metric): string =>
    metric === 'weight_reps' && work.load !== null && work.reps !== null
      ? `${format.mass(work.load)} × ${work.reps}`
      : workText({ ...work, rpe: null }, metric)
}
