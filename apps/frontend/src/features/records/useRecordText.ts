import type { recordsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

import { useFormat } from '../../lib/useFormat.ts'
import { useLoadText } from '../../lib/useWorkText.ts'

type Mark = Pick<recordsApi.PersonalRecord, 'kind' | 'at' | 'value'>

/** The name and the formatted value of a personal record. */
export function useRecordText() {
  const { t } = useTranslation()
  const format = useFormat()
  const loadText = useLoadText()
  return {
    label({ kind, at, value }: Mark): string {
      if (kind === 'reps' && at) return t('records.repsAt', { load: loadText(at) })
      if (kind === 'weight' && value <= 0) return t('records.leastHelp')
      if (kind === 'pace' && at) return t('records.paceOver', { distance: format.distance(at) })
      return t(`records.kind.${kind}`)
    },
    value({ kind }: Pick<Mark, 'kind'>, value: number): string {
      switch (kind) {
        case 'reps':
          return t('records.reps', { count: value })
        case 'e1rm':
          return format.estimate(value)
        case 'volume':
          return format.volume(value)
        case 'distance':
          return format.distance(value)
        case 'duration':
          return format.duration(value)
        case 'pace':
          return format.pace(value)
        default:
          return loadText(value)
      }
    },
  }
}
