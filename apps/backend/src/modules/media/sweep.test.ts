import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { setAvatar } from '../../../tests/pictures.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

const folder = () => app.ctx().config.uploadsDir
const names = async () => new Set(await readdir(folder()))
const keyOf = (path: string) => path.split('/').at(-1) ?? ''

async function sweep(): Promise<void> {
  await app.ctx().db.raw(`select graphile_worker.add_job('sweepMedia')`)
  await runWaitingJobs(app.ctx(), app.databaseUrl())
}

/** Sets the age of a file by the application's clock. */
async function age(name: string, minutes: number): Promise<void> {
  const writtenAt = new Date(app.now().getTime() - minutes * 60_000)
  await utimes(join(folder(), name), writtenAt, writtenAt)
}

async function addFile(name: string, minutes: number): Promise<string> {
  await writeFile(join(folder(), name), 'x')
  await age(name, minutes)
  return name
}

const avatarOf = async (athlete: Athlete) =>
  ((await athlete.call(usersApi.getMe, {})).body as usersApi.Me).avatarUrl

describe('the job sweepMedia', () => {
  it('deletes files without a row that are older than an hour', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(ada)
    const own = [`${keyOf(path)}-large.webp`, `${keyOf(path)}-small.webp`]
    for (const name of own) await age(name, 10_000)
    const old = await addFile(`${'a'.repeat(32)}-large.webp`, 61)
    const young = await addFile(`${'b'.repeat(32)}-large.webp`, 59)
    const draft = await addFile(`${'c'.repeat(32)}-small.webp.${app.ctx().newId()}`, 61)
    const foreign = await addFile('notes.txt', 10_000)

    await sweep()

    const left = await names()
    expect([old, draft].filter((name) => left.has(name))).toEqual([])
    expect([...own, young, foreign].filter((name) => !left.has(name))).toEqual([])
    expect(await avatarOf(ada)).toBe(path)
  })

  it('deletes the files of an account that is deleted', async () => {
    const ada = await app.newAthlete()
    const key = keyOf(await setAvatar(ada))
    for (const size of ['large', 'small']) await age(`${key}-${size}.webp`, 61)
    await app.ctx().db('users').where({ id: ada.id }).delete()

    await sweep()

    expect([...(await names())].filter((name) => name.startsWith(key))).toEqual([])
  })

  it('deletes rows whose files are gone, and only those', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const [lost, kept] = [await setAvatar(ada), await setAvatar(bob)]
    await rm(join(folder(), `${keyOf(lost)}-small.webp`))

    await sweep()

    expect([await avatarOf(ada), await avatarOf(bob)]).toEqual([null, kept])
  })

  it('deletes no row while the folder is empty, as if it were not mounted', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(ada)
    await rm(folder(), { recursive: true })

    await sweep()

    expect(await avatarOf(ada)).toBe(path)
  })
})
