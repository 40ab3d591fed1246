import type { Metric, workApi } from '@fitvibe/contract'
import { metricRules } from '@fitvibe/training/metrics'
import { useTranslation } from 'react-i18next'

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
  const loadText = useLoadText()
  const parts = {
    load: (work: workApi.Work) => Boolean(work.load) && loadText(work.load ?? 0),
    reps: (work: workApi.Work) =>
      work.reps !== null && (!work.load ? t('work.reps', { count: work.reps }) : String(work.reps)),
    distance: (work: workApi.Work) => work.distance !== null && format.distance(work.distance),
    durationSec: (work: workApi.Work) =>
      work.durationSec !== null && format.duration(work.durationSec),
  }
  return (work: workApi.Work, metric: Metric): string => {
    const { measures: usual } = metricRules[metric]
    // Pull-ups, dips and push-ups are counted in repetitions, and may have a load or help.
    const measures = metric === 'reps' && work.load ? (['load', ...usual] as const) : usual
    const measured = measures
      .map((measure) => parts[measure](work))
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
    metric === 'weight_reps' && work.load !== null && work.reps !== null && work.side === null
      ? `${format.mass(work.load)} × ${work.reps}`
      : workText({ ...work, rpe: null }, metric)
}
