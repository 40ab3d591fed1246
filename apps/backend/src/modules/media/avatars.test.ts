import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'

import { feedApi, mediaApi, peopleApi, usersApi, type Endpoint } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import {
  accept,
  befriend,
  block,
  follow,
  makePublic,
  newPublic,
  suspend,
} from '../../../tests/meeting.ts'
import { blackPng, colourAt, halves, setAvatar } from '../../../tests/pictures.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log } from '../../../tests/training.ts'
import type { Visitor } from '../../../tests/visitor.ts'
import { createApp } from '../../app.ts'
import { openStorage } from '../../utils/storage.ts'

const app = useTestApp()

const put = (athlete: Athlete, body: Buffer, type?: string) =>
  athlete.call(mediaApi.putAvatar, { body }, type === undefined ? {} : { 'content-type': type })

const remove = (athlete: Athlete) => athlete.call(mediaApi.deleteAvatar, {})
const load = (visitor: Visitor, path: string) => visitor.agent.get(path).buffer(true)
const avatarOf = async (athlete: Athlete) =>
  ((await athlete.call(usersApi.getMe, {})).body as usersApi.Me).avatarUrl

const folder = () => app.ctx().config.uploadsDir
const filesOf = async (path: string) => {
  const key = path.split('/').at(-1) ?? ''
  return (await readdir(folder())).filter((name) => name.startsWith(key)).toSorted()
}

describe('PUT /users/me/avatar', () => {
  it('stores a picture and answers its path, which the profile shows', async () => {
    const ada = await app.newAthlete()

    const answer = await put(ada, await halves().jpeg().toBuffer())

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      avatarUrl: expect.stringMatching(
        new RegExp(`^/api/v1/people/${ada.username}/avatar/[\\da-f]{32}$`),
      ),
    })
    expect(await avatarOf(ada)).toBe(answer.body.avatarUrl)
  })

  it('takes the content for the format, whatever its type says', async () => {
    const ada = await app.newAthlete()
    const webp = await halves().webp().toBuffer()

    const answers = [
      await put(ada, webp, 'image/png'),
      await put(ada, webp, 'application/octet-stream'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  it('replaces the picture, its address and its files', async () => {
    const ada = await app.newAthlete()
    const first = await setAvatar(ada)

    const second = await setAvatar(ada)

    expect(second).not.toBe(first)
    expect([await filesOf(first), (await filesOf(second)).length]).toEqual([[], 2])
    expect((await load(ada, first)).status).toBe(404)
    expect((await load(ada, second)).status).toBe(200)
    const rows = await app.ctx().db('media').where({ owner: ada.id })
    expect(rows).toMatchObject([{ target_type: 'user', media_type: 'image/webp' }])
  })

  it.each<[string, () => Buffer | Promise<Buffer>, string, number, string]>([
    ['a text', () => Buffer.from('hello'), 'image/png', 400, 'Choose a JPEG, PNG or WebP picture.'],
    [
      'a GIF',
      () => halves().gif().toBuffer(),
      'image/png',
      400,
      'Choose a JPEG, PNG or WebP picture.',
    ],
    ['nothing', () => Buffer.alloc(0), 'image/png', 400, 'Choose a JPEG, PNG or WebP picture.'],
    [
      'a form',
      () => Buffer.from('--x--'),
      'multipart/form-data; boundary=x',
      400,
      'Send the raw file as image/jpeg, image/png, image/webp, application/octet-stream.',
    ],
    [
      'a damaged picture',
      () => blackPng({ width: 8, height: 8 }).subarray(0, 50),
      'image/png',
      422,
      'The picture is damaged: choose another one.',
    ],
    [
      'a picture of 900 megapixels',
      () => blackPng({ width: 30_000, height: 30_000, bits: 1 }),
      'image/png',
      422,
      'The picture has more than 24 megapixels: choose a smaller one.',
    ],
  ])('refuses %s and leaves the picture before', async (_, file, type, status, message) => {
    const ada = await app.newAthlete()
    const before = await setAvatar(ada)
    const count = (await readdir(folder())).length

    const answer = await put(ada, await file(), type)

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toBe(message)
    expect(await avatarOf(ada)).toBe(before)
    expect((await readdir(folder())).length).toBe(count)
  })

  it('takes 5 MB and no byte more', async () => {
    const ada = await app.newAthlete()
    const picture = blackPng({ width: 8, height: 8 })
    const filled = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)])

    const answers = [await put(ada, filled(5_242_880)), await put(ada, filled(5_242_881))]

    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    expect(answers[1]?.body.error.message).toBe('The body is too large.')
  })

  it('leaves one picture of several that a user sends at once', async () => {
    const ada = await app.newAthlete()
    const count = (await readdir(folder())).length

    const answers = await Promise.all(
      [1, 2, 3].map(() => put(ada, blackPng({ width: 300, height: 300 }))),
    )

    const statuses = new Set(answers.map(({ status }) => status))
    expect([...statuses].filter((status) => status !== 200 && status !== 409)).toEqual([])
    expect(await app.ctx().db('media').where({ owner: ada.id })).toHaveLength(1)
    expect((await readdir(folder())).length).toBe(count + 2)
  })

  it('goes through when ten users upload at once', async () => {
    const athletes = await Promise.all(Array.from({ length: 10 }, () => app.newAthlete()))

    const answers = await Promise.all(
      athletes.map((athlete) => put(athlete, blackPng({ width: 500, height: 500 }))),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('stores nothing if the client disconnects, and lets the user try again', async () => {
    const ada = await app.newAthlete()
    await setAvatar(ada)
    const count = (await readdir(folder())).length
    const { port } = new URL((await app.connect()).newAgent().get('/').url)
    const cookie = ada.agent.jar
      .getCookies({ domain: '127.0.0.1', path: '/api/v1/users', secure: false, script: false })
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const csrf = /csrf=([^;]*)/.exec(cookie)?.[1] ?? ''

    const socket = createConnection(Number(port), '127.0.0.1')
    socket.write(
      'PUT /api/v1/users/me/avatar HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n' +
        `Content-Length: 100000\r\nCookie: ${cookie}\r\n` +
        `X-CSRF-Token: ${decodeURIComponent(csrf)}\r\n\r\n${'x'.repeat(1_000)}`,
    )
    await expect.poll(async () => (await put(ada, Buffer.from('x'))).status).toBe(409)
    socket.destroy()

    await expect
      .poll(async () => (await put(ada, blackPng({ width: 8, height: 8 }))).status)
      .toBe(200)
    expect((await readdir(folder())).length).toBe(count)
  })

  it('is 503 if the storage cannot be written, and keeps the picture before', async () => {
    const ada = await app.newAthlete()
    const before = await setAvatar(ada)
    const storage = openStorage('/dev/null/uploads')
    const client = await app.connect(createApp({ ...app.ctx(), storage }))
    const caller = await client.logIn(ada.username, PASSWORD)

    const body = blackPng({ width: 8, height: 8 })
    const answer = await client.call(caller, mediaApi.putAvatar, { body })

    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30'])
    expect(await avatarOf(ada)).toBe(before)
  })
})

describe('the stored files', () => {
  it('belong to this process only, and hold nothing of the original', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(
      ada,
      await halves()
        .withExif({ IFD0: { Artist: 'canary' } })
        .jpeg()
        .toBuffer(),
    )

    const names = await filesOf(path)

    expect(names.map((name) => name.slice(32))).toEqual(['-large.webp', '-small.webp'])
    expect((await stat(folder())).mode & 0o777).toBe(0o700)
    for (const name of names) {
      const file = join(folder(), name)
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect((await readFile(file)).includes('canary')).toBe(false)
    }
  })
})

describe('DELETE /users/me/avatar', () => {
  it('deletes the picture and its files, any number of times', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(ada)

    const answers = [await remove(ada), await remove(ada)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(await avatarOf(ada)).toBeNull()
    expect(await filesOf(path)).toEqual([])
    expect((await load(ada, path)).status).toBe(404)
  })

  it('leaves the pictures of other users', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const path = await setAvatar(bob)

    await remove(ada)

    expect(await avatarOf(bob)).toBe(path)
  })
})

describe('GET /people/:username/avatar/:key', () => {
  it('answers WebP in both sizes that browsers may store for ever and never execute', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(ada, await halves().png().toBuffer())

    const [large, small] = [await load(ada, path), await load(ada, `${path}?size=small`)]

    for (const answer of [large, small]) {
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-length': String((answer.body as Buffer).length),
      })
    }
    expect(await colourAt(large.body as Buffer, 40, 500)).toBe('red')
    expect(await colourAt(small.body as Buffer, 90, 90)).toBe('blue')
  })

  it.each(['?size=huge', '?size=large&x=1'])('refuses an unknown query: %s', async (query) => {
    const ada = await app.newAthlete()

    expect((await load(ada, `${await setAvatar(ada)}${query}`)).status).toBe(400)
  })

  it('is for the people who see the profile in full', async () => {
    const [ada, bob, eve] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    const path = await setAvatar(ada)
    const statuses = async () =>
      Promise.all([ada, bob, eve].map(async (athlete) => (await load(athlete, path)).status))

    const unknown = await statuses()
    await follow(bob, ada)
    const asked = await statuses()
    await accept(ada, bob)
    const accepted = await statuses()
    await makePublic(ada)
    const open = await statuses()
    await block(ada, eve)
    const blocked = await statuses()
    await suspend(app, ada)
    const suspended = (await load(bob, path)).status

    expect(unknown).toEqual([200, 404, 404])
    expect(asked).toEqual([200, 404, 404])
    expect(accepted).toEqual([200, 200, 404])
    expect(open).toEqual([200, 200, 200])
    expect(blocked).toEqual([200, 200, 404])
    expect(suspended).toBe(404)
    expect((await load(app.visitor(), path)).status).toBe(401)
  })

  it('is 404 under the name of another user and for a path out of the folder', async () => {
    const [ada, bob] = [await newPublic(app), await newPublic(app)]
    await writeFile(join(folder(), '..', 'secret-large.webp'), 'secret')
    const path = await setAvatar(ada)
    const as = (username: string, key: string) => `/api/v1/people/${username}/avatar/${key}`

    const answers = await Promise.all(
      [
        path.replace(ada.username, bob.username),
        path.replace(ada.username, 'nobody-here'),
        as(ada.username, '0'.repeat(32)),
        as(ada.username, '..%2fsecret'),
        as(ada.username, `${path.split('/').at(-1) ?? ''}%00`),
      ].map(async (address) => (await load(bob, address)).status),
    )

    expect(answers).toEqual([404, 404, 404, 400, 400])
  })

  it('is 404 once the file is gone', async () => {
    const ada = await app.newAthlete()
    const path = await setAvatar(ada)
    for (const name of await filesOf(path)) await app.ctx().storage.delete(name)

    expect((await load(ada, path)).status).toBe(404)
  })
})

describe('avatarUrl', () => {
  const listed = async (athlete: Athlete, endpoint: Endpoint, query = {}) => {
    const { body } = await athlete.call(endpoint, { query })
    return (body.items as peopleApi.Person[]).map(({ username, avatarUrl }) => [
      username,
      avatarUrl,
    ])
  }

  it('is in every list of people, for those who see the profile in full', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await newPublic(app), await app.newAthlete()]
    const [bobs, cems] = [await setAvatar(bob), await setAvatar(cem)]
    await follow(ada, bob)
    await follow(bob, ada)
    await accept(ada, bob)
    await follow(cem, ada)

    expect(await listed(ada, peopleApi.listFollowing)).toEqual([[bob.username, bobs]])
    expect(await listed(ada, peopleApi.listFollowers)).toEqual([[bob.username, bobs]])
    expect(await listed(ada, peopleApi.listRequests)).toEqual([[cem.username, null]])
    expect(await listed(ada, peopleApi.searchPeople, { q: bob.username })).toEqual([
      [bob.username, bobs],
    ])
    expect(await listed(ada, peopleApi.searchPeople, { q: cem.username })).toEqual([
      [cem.username, null],
    ])
    await befriend(ada, cem)
    expect(await listed(ada, peopleApi.listRequests)).toEqual([[cem.username, cems]])
  })

  it('is in the feed, but not for a visitor', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const path = await setAvatar(bob)
    const id = await log(bob, {}, { visibility: 'public' })
    const seenBy = async (visitor: Visitor) => {
      const one = await visitor.call(feedApi.getFeedSession, { params: { id } })
      const query = { author: bob.username }
      const all = await visitor.call(feedApi.listFeed, { query })
      return [one.body.author.avatarUrl, all.body.items[0].author.avatarUrl]
    }

    expect(await seenBy(ada)).toEqual([path, path])
    expect(await seenBy(app.visitor())).toEqual([null, null])
  })
})
