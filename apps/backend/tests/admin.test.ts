import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { usersApi } from '@fitvibe/contract'
import { describe, expect, inject, it, vi } from 'vitest'

import { authenticator } from './authenticator.ts'
import { useTestApp } from './testApp.ts'

// Each test starts a process or two.
vi.setConfig({ testTimeout: 60_000 })

const app = useTestApp()
const backend = fileURLToPath(new URL('..', import.meta.url))

async function admin(words: readonly string[], database: Record<string, string>) {
  const args = ['--import', 'tsx', '--conditions=source', 'src/admin.ts', ...words]
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...database }
  const run = promisify(execFile)(process.execPath, args, { cwd: backend, env })
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  )
}

describe('npm run admin', () => {
  it('grants and revokes in the database of DATABASE_URL', async () => {
    const ada = await app.newAthlete()
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }

    const granted = await admin(['grant', ada.username], database)
    const status = async () => (await ada.call(usersApi.listAccounts, {})).status
    const whileGranted = await status()
    const revoked = await admin(['revoke', ada.username], database)
    app.passSeconds(15)

    expect(granted).toEqual({ code: 0, said: `${ada.username} is an administrator now.\n` })
    expect(revoked).toEqual({ code: 0, said: `${ada.username} is no administrator now.\n` })
    expect([whileGranted, await status()]).toEqual([200, 403])
  })

  it('turns off a second factor that somebody has lost', async () => {
    const { protectedAthlete, logIn } = authenticator(app)
    const { ada } = await protectedAthlete()
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }

    const first = await admin(['disable-totp', ada.username], database)
    const second = await admin(['disable-totp', ada.username], database)

    expect(first).toEqual({ code: 0, said: `${ada.username} is without a second factor now.\n` })
    expect(second.said).toBe(`${ada.username} is without a second factor already.\n`)
    expect((await logIn(ada)).status).toBe(200)
    app.passSeconds(15)
    expect((await ada.call(usersApi.getMe, {})).status).toBe(401)
  })

  it('finds the server that runs on the data folder', async () => {
    // The database of that server is the tests' own, where nothing is migrated.
    const { code, said } = await admin(['grant', 'ada'], { FITVIBE_DATA_DIR: inject('dataDir') })

    expect(code).toBe(1)
    expect(said).toContain('relation "users" does not exist')
  })

  it.each([
    ['nothing to do', [], 'Usage: npm run admin -- grant <username>'],
    ['a name too many', ['grant', 'ada', 'bob'], 'Usage'],
    ['no server', ['grant', 'ada'], 'No server runs on /nowhere/fitvibe'],
  ])('says what is wrong with %s', async (_, words, message) => {
    const { code, said } = await admin(words, { FITVIBE_DATA_DIR: '/nowhere/fitvibe' })

    expect(code).toBe(1)
    expect(said).toContain(message)
  })

  it('knows nobody of a name there is not', async () => {
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }

    expect(await admin(['grant', 'nobody'], database)).toEqual({
      code: 1,
      said: 'There is no such account.\n',
    })
  })
})
