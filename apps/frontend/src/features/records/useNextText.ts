import type { recordsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { useLoadText } from '../../lib/useWorkText.ts'

type Next = Pick<recordsApi.Suggestion, 'sets' | 'reps' | 'load' | 'why'>

/** A suggestion in short: "3 × 5 with 100 kg". */
export function useNextText() {
  const { t } = useTranslation()
  const loadText = useLoadText()
  return ({ sets, reps, load, why }: Next): string => {
    const work = { sets: sets ?? 0, reps: reps ?? 0 }
    if (why === 'no_help') return t('suggestion.setsFree', work)
    return load
      ? t('suggestion.setsAt', { ...work, load: loadText(load) })
      : t('suggestion.sets', work)
  }
}
