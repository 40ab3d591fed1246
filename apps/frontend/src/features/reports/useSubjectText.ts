import type { reportsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

/** Returns a function that names the subject of a report. */
export function useSubjectText() {
  const { t } = useTranslation()
  return (kind: reportsApi.Report['kind'], name: string | null, title: string | null): string => {
    if (name === null) return t('reports.deleted')
    return kind === 'person'
      ? t('reports.person', { name })
      : t(`reports.${kind}`, { title: title ?? '', name })
  }
}
