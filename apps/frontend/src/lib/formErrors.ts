import { ApiError } from './api.ts'

/** The server's field messages by the names of the form's fields (`body.title` → `title`). */
export function fieldErrors(error: Error): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(
    error.details.map(({ path, message }) => [path.replace(/^body\./, ''), message]),
  )
}

/** The error to show above the form; null when every message already shows at its field. */
export function formError(error: Error | null, fields: readonly string[]): Error | null {
  if (!error) return null
  const shown = Object.keys(fieldErrors(error))
  return shown.length > 0 && shown.every((path) => fields.includes(path)) ? null : error
}
