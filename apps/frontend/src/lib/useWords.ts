import type {
  Equipment,
  ExerciseType,
  exercisesApi,
  Metric,
  Muscle,
  workApi,
} from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

/** The contract's vocabulary in the user's language. */
export function useWords() {
  const { t } = useTranslation()
  return {
    type: (type: ExerciseType) => t(`type.${type}`),
    muscle: (muscle: Muscle) => t(`muscle.${muscle}`),
    equipment: (equipment: Equipment) => t(`equipment.${equipment}`),
    metric: (metric: Metric) => t(`metric.${metric}`),
    source: (source: exercisesApi.Exercise['source']) => t(`source.${source}`),
    side: (side: NonNullable<workApi.Work['side']>) => t(`side.${side}`),
    setType: (setType: workApi.Work['setType']) => t(`setType.${setType}`),
  }
}
