import { authApi } from '@fitvibe/contract'
import { useIsFetching } from '@tanstack/react-query'

import { ApiError, call } from '../../lib/api.ts'
import { i18n } from '../../lib/i18n.ts'
import { queryClient } from '../../lib/queryClient.ts'
import type { Challenge } from './proofOfWork.ts'

/** A solved captcha works for one login, so none is cached. */
const freshCaptcha = {
  queryKey: ['captcha'],
  queryFn: async () => solveInWorker(await call(authApi.captcha, {})),
  staleTime: 0,
  gcTime: 0,
  retry: false,
} as const

/**
 * Runs a request and, if the server asks for a captcha, solves one and runs it again. The user has
 * nothing to click.
 * @throws Error with a message for the user where this browser cannot solve it
 */
export async function withCaptcha<T>(request: (captcha?: string) => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (!isCaptchaRequired(error)) throw error
  }
  const captcha = await queryClient.fetchQuery(freshCaptcha)
  try {
    return await request(captcha)
  } catch (error) {
    throw isCaptchaRequired(error) ? unsolved(error) : error
  }
}

/** Whether a captcha is being solved right now. */
export function useIsSolving(): boolean {
  return useIsFetching({ queryKey: freshCaptcha.queryKey }) > 0
}

function isCaptchaRequired(error: unknown): boolean {
  return error instanceof ApiError && error.details.some(({ path }) => path === 'body.captcha')
}

/** Solves a challenge in a worker, so that the page stays responsive. */
async function solveInWorker({ challenge, bits }: Challenge): Promise<string> {
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
