import { authApi } from '@fitvibe/contract'
import { useIsFetching } from '@tanstack/react-query'

import { ApiError, call } from '../../lib/api.ts'
import { i18n } from '../../lib/i18n.ts'
import { queryClient } from '../../lib/queryClient.ts'
import type { Challenge } from './proofOfWork.ts'

/** Each is good for one login, so that none is kept. */
const freshCaptcha = {
  queryKey: ['captcha'],
  queryFn: async () => solveApart(await call(authApi.captcha, {})),
  staleTime: 0,
  gcTime: 0,
  retry: false,
} as const

/**
 * Does what may be refused for want of a captcha; then solves one and does it again, so that nobody
 * has anything to click.
 * @throws Error with a sentence where this browser cannot solve it
 */
export async function withCaptcha<T>(work: (captcha?: string) => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isAskedFor(error)) throw error
  }
  const captcha = await queryClient.fetchQuery(freshCaptcha)
  try {
    return await work(captcha)
  } catch (error) {
    throw isAskedFor(error) ? unsolved(error) : error
  }
}

/** Whether one is being solved right now. */
export function useIsSolving(): boolean {
  return useIsFetching({ queryKey: freshCaptcha.queryKey }) > 0
}

function isAskedFor(error: unknown): boolean {
  return error instanceof ApiError && error.details.some(({ path }) => path === 'body.captcha')
}

/** In a worker, so that the page stays as quick as it is. */
async function solveApart({ challenge, bits }: Challenge): Promise<string> {
  const worker = new Worker(new URL('./proofOfWork.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data))
      worker.addEventListener('error', reject)
      worker.postMessage({ challenge, bits })
    })
  } catch (error) {
    throw unsolved(error)
  } finally {
    worker.terminate()
  }
}

const unsolved = (cause: unknown) => new Error(i18n.t('auth.captchaFailed'), { cause })
