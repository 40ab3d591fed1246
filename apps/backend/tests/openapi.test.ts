import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { catalogue } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp } from './testApp.ts'

const app = useTestApp()
const run = promisify(execFile)

describe('GET /openapi.json', () => {
  it('describes every endpoint of the contract', async () => {
    const { body } = await app.http().get('/api/v1/openapi.json')
    const operations = Object.values(body.paths as Record<string, object>).flatMap((path) =>
      Object.values(path).flatMap(
        (operation: { operationId?: string }) => operation.operationId ?? [],
      ),
    )
    expect(new Set(operations)).toEqual(new Set(catalogue.map(({ name }) => name)))
    expect(body.openapi).toBe('3.1.0')
  })

  it('is valid under the recommended rules', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fitvibe-openapi-'))
    const file = join(folder, 'openapi.json')
    await writeFile(file, (await app.http().get('/api/v1/openapi.json')).text)
    const lint = run(
      'npx',
      ['redocly', 'lint', '--extends=recommended', '--format=stylish', file],
      {
        env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
      },
    )
    await expect(
      lint.then(
        () => 'valid',
        (error: { stdout: string }) => error.stdout,
      ),
    ).resolves.toBe('valid')
    await rm(folder, { recursive: true })
  }, 60_000)
})

describe('GET /docs', () => {
  it('is a page whose files all come from this server', async () => {
    const page = await app.http().get('/api/v1/docs')
    expect(page.text).toContain('swagger-ui')
    expect(page.text).not.toMatch(/https?:\/\//)
    const script = await app.http().get('/api/v1/docs/swagger-ui-bundle.js')
    expect(script.status).toBe(200)
  })
})
