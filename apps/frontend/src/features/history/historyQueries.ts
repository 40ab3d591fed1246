import { historyApi } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { download } from '../../lib/api.ts'

const files = {
  csv: historyApi.exportHistoryCsv,
  json: historyApi.exportHistoryJson,
} as const

/** Saves the whole history as a file on this device. */
export function useExport(kind: keyof typeof files) {
  return useMutation({ meta: { changes: [] }, mutationFn: () => download(files[kind]) })
}
