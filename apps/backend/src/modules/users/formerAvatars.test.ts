import { mediaApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { blackPng, halves, setAvatar } from '../../../tests/pictures.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

/** Stores an avatar as versions did that had no files. */
const storeFormer = ({ id: owner }: Athlete, photo_url: string) =>
  app.ctx().db('user_state_history').insert({
    owner,
    id: app.ctx().newId(),
    photo_url,
    recorded_at: app.now(),
  })

const urlOf = (file: Buffer) => `data:image/png;base64,${file.toString('base64')}`

async function sweep(): Promise<void> {
  await app.ctx().db.raw(`select graphile_worker.add_job('sweepMedia')`)
  await runWaitingJobs(app.ctx(), app.databaseUrl())
}

const avatarOf = async (athlete: Athlete) =>
  ((await athlete.call(usersApi.getMe, {})).body as usersApi.Me).avatarUrl

describe('an avatar that an older version stored', () => {
  it('becomes a file like every other, once', async () => {
    const ada = await app.newAthlete()
    await storeFormer(ada, urlOf(await halves().png().toBuffer()))

    await sweep()
    const path = await avatarOf(ada)
    await sweep()

    expect(path).toMatch(/^\/api\/v1\/people\//)
    expect((await ada.agent.get(path ?? '')).headers['content-type']).toBe('image/webp')
    expect(await avatarOf(ada)).toBe(path)
    const left = app.ctx().db('user_state_history').whereNotNull('photo_url')
    expect(await left).toEqual([])
  })

  it('does not replace a newer one, and does not return after its deletion', async () => {
    const ada = await app.newAthlete()
    await storeFormer(ada, urlOf(blackPng({ width: 8, height: 8 })))
    const path = await setAvatar(ada)

    await sweep()
    const after = await avatarOf(ada)
    await ada.call(mediaApi.deleteAvatar, {})
    await sweep()

    expect([after, await avatarOf(ada)]).toEqual([path, null])
  })

  it.each(['data:image/png;base64,iVBORw0KGgo=', 'data:image/png;base64,', 'data:image/x'])(
    'is dropped if it is no picture: %s',
    async (picture) => {
      const ada = await app.newAthlete()
      await storeFormer(ada, picture)

      await sweep()

      expect(await avatarOf(ada)).toBeNull()
    },
  )
})
