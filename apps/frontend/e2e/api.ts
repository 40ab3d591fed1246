import { expect, type Page } from '@playwright/test'

/** Calls the API with the page's cookies and a CSRF token, as the web app does. */
export async function callApi<T = void>(
  page: Page,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  data?: object,
): Promise<T> {
  const headers: Record<string, string> = {}
  if (method !== 'GET') {
    const answer = await page.request.get('/api/v1/auth/csrf', { timeout: 60_000 })
    headers['x-csrf-token'] = ((await answer.json()) as { csrfToken: string }).csrfToken
  }
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers,
    data,
    timeout: 60_000,
  })
  const text = await answer.text()
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Logs a finished session and returns its id. */
export async function logSession(page: Page, title: string, more: object = {}): Promise<string> {
  const exercises = [{ name: 'Squat', planned: { sets: 3, reps: 5, load: 100 } }]
  const session = { title, exercises, completed: { durationSec: 1_800 }, ...more }
  return (await callApi<{ id: string }>(page, 'POST', '/sessions', session)).id
}
