import type { reportsApi } from '@fitvibe/contract'
import { useTranslation } from 'react-i18next'

/** Returns a function that names the subject of a report. */
export function useSubjectText() {
  const { t } = useTranslation()
  return (kind: reportsApi.Report['kind'], name: string, title: string | null): string =>
    kind === 'person'
      ? t('reports.person', { name })
      : t(`reports.${kind}`, { title: title ?? '', name })
}
