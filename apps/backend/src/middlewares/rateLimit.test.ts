import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../tests/refusal.ts'
import { useTestApp } from '../../tests/testApp.ts'

const app = useTestApp({ rateLimitPerMinute: 20, trustedProxies: 1 })

/** A client at this address, as reported by our proxy. */
const from = (address: string) => ({
  get: (path = '/api/v1/feed') => app.http().get(path).set('x-forwarded-for', address),
  post: (path: string) => app.http().post(path).set('x-forwarded-for', address),
})

async function exhaust(address: string) {
  for (let i = 0; i < 20; i += 1) await from(address).get()
}

describe('more requests than the limit', () => {
  it('are refused with Retry-After', async () => {
    const first = await from('192.0.2.1').get()
    await exhaust('192.0.2.1')

    const refused = await from('192.0.2.1').get()

    expect(first.status).toBe(200)
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '20', 'ratelimit-remaining': '19' })
    expectRefusal(refused, 'RATE_LIMITED', 'Too many requests: wait a moment.')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  it('do not affect other addresses', async () => {
    await exhaust('192.0.2.2')

    expect((await from('192.0.2.3').get()).status).toBe(200)
  })

  it('are counted together for an IPv6 /64', async () => {
    await exhaust('2001:db8:0:1::1')

    expectRefusal(await from('2001:db8:0:1:ffff::2').get(), 'RATE_LIMITED')
    expect((await from('2001:db8:0:2::1').get()).status).toBe(200)
  })

  it('cannot be spread over forged addresses', async () => {
    await exhaust('192.0.2.4')

    expectRefusal(await from('198.51.100.1, 192.0.2.4').get(), 'RATE_LIMITED')
  })

  it('do not block the health checks', async () => {
    await exhaust('192.0.2.5')

    const answers = [
      await from('192.0.2.5').get('/health'),
      await from('192.0.2.5').get('/health/ready'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })
})

describe('requests to /auth', () => {
  it('have a tenth of the limit; reads are not affected', async () => {
    const attempts = []
    for (let i = 0; i < 3; i += 1) attempts.push(await from('192.0.2.6').post('/api/v1/auth/login'))

    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 429])
    expect((await from('192.0.2.6').get()).status).toBe(200)
  })
})
