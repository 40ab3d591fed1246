import { importsApi, usersApi, type Endpoint } from '@fitvibe/contract'
import axios, { type InternalAxiosRequestConfig } from 'axios'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type * as Api from './api.ts'

const { adapter } = axios.defaults
const sent: InternalAxiosRequestConfig[] = []
let api: typeof Api

/** Keeps each request instead of sending it; the web app sees a connection that fails. */
beforeAll(async () => {
  axios.defaults.adapter = (request) => {
    sent.push(request)
    return Promise.reject(new Error('not sent'))
  }
  vi.stubGlobal('document', { cookie: 'csrf=token' })
  vi.stubGlobal('navigator', { languages: ['en-US', 'en'] })
  // Another file may have loaded the module with the adapter of axios.
  vi.resetModules()
  api = await import('./api.ts')
})

afterAll(() => {
  if (adapter) axios.defaults.adapter = adapter
  vi.unstubAllGlobals()
  vi.resetModules()
})

describe('the web app', () => {
  const params = { id: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77' }

  it.each([
    ['ten minutes', 'the preview of a file', importsApi.previewImport, { body: 'a,b' }, 600_000],
    ['ten minutes', 'an import', importsApi.commitImport, { params, body: {} }, 600_000],
    ['20 seconds', 'a profile', usersApi.getMe, {}, 20_000],
  ] as [string, string, Endpoint, object, number][])(
    'waits %s for %s',
    async (_time, _what, endpoint, input, timeout) => {
      sent.length = 0

      await expect(api.call(endpoint, input as never)).rejects.toMatchObject({ code: 'NETWORK' })

      expect(sent.map((request) => request.timeout)).toEqual([timeout])
    },
  )

  it('waits 20 seconds for the start of an import, which goes on without it', async () => {
    sent.length = 0

    const started = api.start(importsApi.commitImport, { params, body: {} })

    await expect(started).rejects.toMatchObject({ code: 'NETWORK' })
    expect(sent.map(({ timeout, headers }) => [timeout, headers['Prefer']])).toEqual([
      [20_000, 'respond-async'],
    ])
  })
})
