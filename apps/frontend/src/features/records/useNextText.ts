import type { recordsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'

type Next = Pick<recordsApi.Suggestion, 'sets' | 'reps' | 'load'>

/** A suggestion in short: "3 × 5 with 100 kg". */
export function useNextText() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ sets, reps, load }: Next): string => {
    const work = { sets: sets ?? 0, reps: reps ?? 0 }
    return load === null
      ? t('suggestion.sets', work)
      : t('suggestion.setsAt', { ...work, load: format.load(load) })
  }
}
