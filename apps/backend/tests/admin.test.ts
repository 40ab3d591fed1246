import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { usersApi } from '@fitvibe/contract'
import { describe, expect, inject, it, vi } from 'vitest'

import { authenticator } from './authenticator.ts'
import { tableOf, unzip } from './exporting.ts'
import { useTestApp } from './testApp.ts'

// Each test starts one or two processes.
vi.setConfig({ testTimeout: 60_000 })

const app = useTestApp()
const backend = fileURLToPath(new URL('..', import.meta.url))

async function admin(words: readonly string[], database: Record<string, string>) {
  const args = ['dist/admin.js', ...words]
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...database }
  const run = promisify(execFile)(process.execPath, args, { cwd: backend, env })
  return run.then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, output: error.stderr }),
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

    expect(granted).toEqual({ code: 0, output: `${ada.username} is an administrator now.\n` })
    expect(revoked).toEqual({ code: 0, output: `${ada.username} is no administrator now.\n` })
    expect([whileGranted, await status()]).toEqual([200, 403])
  })

  it('turns off a lost second factor', async () => {
    const { protectedAthlete, logIn } = authenticator(app)
    const { ada } = await protectedAthlete()
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }

    const first = await admin(['disable-totp', ada.username], database)
    const second = await admin(['disable-totp', ada.username], database)

    expect(first).toEqual({ code: 0, output: `${ada.username} is without a second factor now.\n` })
    expect(second.output).toBe(`${ada.username} is without a second factor already.\n`)
    expect((await logIn(ada)).status).toBe(200)
    app.passSeconds(15)
    expect((await ada.call(usersApi.getMe, {})).status).toBe(401)
  })

  it('deletes an account with the seven days to keep it, and erases again after a restore', async () => {
    const ada = await app.newAthlete()
    const folder = await mkdtemp(join(tmpdir(), 'fitvibe-admin-'))
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: folder }

    const deleted = await admin(['delete', ada.username], database)
    const listed = await admin(['list-erasures'], database)
    const replayed = await admin(['replay-erasures', join(folder, 'none.txt')], database)

    const account = await app.ctx().db('users').where({ id: ada.id }).first('status')
    const subjects = (await app.mailsTo(ada.email)).map(({ subject }) => subject)
    await rm(folder, { recursive: true })
    expect(deleted.output).toMatch(new RegExp(`^${ada.username} is being deleted .* at 20\\S+Z`))
    expect(account).toEqual({ status: 'deleting' })
    expect(subjects).toEqual(['Your account is about to be deleted'])
    expect(listed).toEqual({ code: 0, output: '\n' })
    expect(replayed.output).toMatch(/^0 accounts had been erased/)
  })

  it('writes everything about an account into a new file that nobody else can read', async () => {
    const ada = await app.newAthlete()
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }
    const file = join(backend, `fitvibe-${ada.username}.zip`)

    const written = await admin(['export', ada.username], database)
    const again = await admin(['export', ada.username], database)

    const files = unzip(await readFile(file))
    const { mode } = await stat(file)
    await rm(file)
    expect(written).toEqual({
      code: 0,
      output: `Everything about ${ada.username} is in ${file}.\n`,
    })
    expect(again.output).toContain('EEXIST')
    expect(tableOf(files, 'users').rows).toEqual([
      expect.objectContaining({ username: ada.username }),
    ])
    expect(mode & 0o777).toBe(0o600)
    const events = await app.ctx().db('audit_log').where({ owner: ada.id }).pluck('event')
    expect(events).toContain('export.requested')
  })

  it('finds the server that runs on the data folder', async () => {
    // That server's default database is empty: the tests migrate other databases.
    const { code, output } = await admin(['grant', 'ada'], { FITVIBE_DATA_DIR: inject('dataDir') })

    expect(code).toBe(1)
    expect(output).toContain('relation "users" does not exist')
  })

  it.each([
    ['a missing command', [], 'Usage: npm run admin -- grant <username>'],
    ['an extra argument', ['grant', 'ada', 'bob'], 'Usage'],
    ['a folder without a server', ['grant', 'ada'], 'No server runs on /nowhere/fitvibe'],
  ])('explains %s', async (_, words, message) => {
    const { code, output } = await admin(words, { FITVIBE_DATA_DIR: '/nowhere/fitvibe' })

    expect(code).toBe(1)
    expect(output).toContain(message)
  })

  it('reports an unknown user', async () => {
    const database = { DATABASE_URL: app.databaseUrl(), FITVIBE_DATA_DIR: inject('dataDir') }

    expect(await admin(['grant', 'nobody'], database)).toEqual({
      code: 1,
      output: 'Account not found.\n',
    })
  })
})
