import { describe, expect, it } from 'vitest'

import type { Config } from '../config/config.ts'
import { greeting } from './greeting.ts'

const config = {
  isProduction: false,
  publicOrigin: 'http://localhost:8080',
  host: undefined,
  metricsHost: '127.0.0.1',
  metricsPort: 9_080,
} as Config

const demo = { username: 'demo', password: 'secret' }

describe('the greeting', () => {
  it('lists all addresses and the demo login', () => {
    expect(greeting(config, { mailbox: true, demo })).toBe(`
  FitVibe     http://localhost:8080
  API         http://localhost:8080/api/v1/docs
  Mail        http://localhost:8080/dev/mail
  Metrics     http://127.0.0.1:9080/metrics
  Demo login  demo / secret

`)
  })

  it('omits the mailbox and demo login if there are none', () => {
    expect(greeting(config, { mailbox: false, demo: undefined })).not.toMatch(/Mail|Demo/)
  })

  it('says that only this machine can reach the server, and how to open it', () => {
    const local = greeting({ ...config, host: '127.0.0.1' }, { mailbox: true, demo })

    expect(local).toContain(
      '\n  Open to     this machine only; HOST=0.0.0.0 opens it to your network\n',
    )
    expect(greeting({ ...config, host: '0.0.0.0' }, { mailbox: true, demo })).not.toContain('HOST')
  })

  it('is empty in production', () => {
    expect(greeting({ ...config, isProduction: true }, { mailbox: true, demo })).toBe('')
  })
})
