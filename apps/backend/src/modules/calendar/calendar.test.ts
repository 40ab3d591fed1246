import { calendarApi, exercisesApi, loggingApi, usersApi } from '@fitvibe/contract'
import ICAL from 'ical.js'
import request from 'supertest'
import { beforeEach, describe, expect, it } from 'vitest'

import { planSeries, sessionsOf, shift } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  addExercise,
  cancel,
  complete,
  log,
  plan,
  remove,
  start,
  update,
} from '../../../tests/training.ts'
import { createApp } from '../../app.ts'
import { timezoneOf } from './icalendar.rules.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** Renews the athlete's calendar address and returns its path. */
async function subscribe(athlete: Athlete): Promise<string> {
  const answer = await athlete.call(calendarApi.renewCalendar, {})
  expect(answer.status).toBe(201)
  return new URL(answer.body.url as string).pathname
}

const fetchText = (path: string, headers: Record<string, string> = {}) =>
  app.http().get(path).set(headers)

/** Parses a calendar like a client that knows no time zones except those in the file. */
async function read(path: string) {
  const { text } = await fetchText(path)
  ICAL.TimezoneService.reset()
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  return calendar
    .getAllSubcomponents('vevent')
    .map((component) => ({ component, event: new ICAL.Event(component) }))
    .toSorted((a, b) => a.event.startDate.compare(b.event.startDate))
    .map(({ component, event }) => ({
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      sequence: event.sequence,
      zone: event.startDate.zone?.tzid,
      wall: event.startDate.toString(),
      at: event.startDate.toJSDate().toISOString(),
      seconds: event.duration.toSeconds(),
      status: component.getFirstPropertyValue('status'),
      url: component.getFirstPropertyValue('url'),
      modified: String(component.getFirstPropertyValue('last-modified')),
    }))
}

describe('GET /calendar/:token.ics', () => {
  it('shows a planned session with a link to it', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { notes: 'Bring chalk;\r\nand, a towel' })

    expect(await read(await subscribe(ada))).toEqual([
      {
        uid: `${id}@fitvibe`,
        summary: 'Legs',
        description: 'Squat\n\nBring chalk;\nand, a towel',
        sequence: 0,
        zone: 'Europe/Berlin',
        wall: '2026-09-07T18:00:00',
        at: '2026-09-07T16:00:00.000Z',
        seconds: 3_600,
        status: 'CONFIRMED',
        url: `${app.ctx().config.publicOrigin}/sessions/${id}`,
        modified: '2026-09-07T10:00:00Z',
      },
    ])
  })

  it('names exercises of the library in the language of the athlete, also once it has changed', async () => {
    const ada = await app.newAthlete()
    const query = { q: 'squat', source: 'library' as const, pageSize: 1 }
    const { body } = await ada.call(exercisesApi.listExercises, { query })
    const exerciseId = body.items[0].id as string
    await plan(ada, {
      exercises: [{ exerciseId }, { name: 'Squat' }, { exerciseId, name: 'Mine' }],
    })
    const path = await subscribe(ada)
    const etag = (await fetchText(path)).headers['etag'] as string

    const english = await read(path)
    await ada.call(usersApi.updateMe, { body: { preferredLang: 'de' } })
    const again = await fetchText(path, { 'if-none-match': etag })
    const german = await read(path)

    expect(english).toMatchObject([{ description: 'Squat, Squat, Mine' }])
    expect(again.status).toBe(200)
    expect(german).toMatchObject([{ description: 'Kniebeuge, Squat, Mine' }])
  })

  it('keeps the local time across clock changes, in every zone', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=WEEKLY', { plannedFor: '2026-10-12T16:00:00Z' })
    await plan(ada, { plannedFor: '2026-11-02T23:00:00Z', timezone: 'America/New_York' })
    await plan(ada, { plannedFor: '2026-11-03T00:15:00Z', timezone: 'Asia/Kathmandu' })
    await plan(ada, { plannedFor: '2026-11-03T06:00:00Z', timezone: 'UTC' })

    const events = await read(await subscribe(ada))

    expect(events.slice(0, 4).map(({ wall, at }) => [wall, at])).toEqual([
      ['2026-10-12T18:00:00', '2026-10-12T16:00:00.000Z'],
      ['2026-10-19T18:00:00', '2026-10-19T16:00:00.000Z'],
      ['2026-10-26T18:00:00', '2026-10-26T17:00:00.000Z'],
      ['2026-11-02T18:00:00', '2026-11-02T17:00:00.000Z'],
    ])
    expect(events.slice(4, 7).map(({ zone, wall, at }) => [zone, wall, at])).toEqual([
      ['America/New_York', '2026-11-02T18:00:00', '2026-11-02T23:00:00.000Z'],
      ['Asia/Kathmandu', '2026-11-03T06:00:00', '2026-11-03T00:15:00.000Z'],
      ['UTC', '2026-11-03T06:00:00Z', '2026-11-03T06:00:00.000Z'],
    ])
  })

  it('folds long lines without splitting a multi-byte character', async () => {
    const ada = await app.newAthlete()
    const title = 'Überzüge für größere Körpermaße '.repeat(4).trim()
    await plan(ada, { title, notes: 'Äußerst schön 🏋️ '.repeat(40) })
    const path = await subscribe(ada)

    const { text } = await fetchText(path)
    const [event] = await read(path)

    const lines = text.split('\r\n')
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(event?.summary).toBe(title)
    expect(event?.description).toContain('Äußerst schön 🏋️ '.repeat(40).trim())
  })

  it('escapes the special characters of the format', async () => {
    const ada = await app.newAthlete()
    const title = String.raw`A;B,C\nD:"E"`
    await plan(ada, { title, exercises: [{ name: title }], notes: `${title}\n\t\r${title}` })

    const [event] = await read(await subscribe(ada))

    expect(event).toMatchObject({ summary: title })
    expect(event?.description).toBe(`${title}\n\n${title}\n\t\n${title}`)
  })

  it('defines time zones for sessions that begin before or end after the window', async () => {
    app.setTime('2027-01-23T11:00:00Z')
    const ada = await app.newAthlete()
    // The window begins after the clock change of October 25; the session begins before it.
    const startedAt = '2026-10-24T16:00:00Z'
    await log(ada, { startedAt, completedAt: '2026-10-25T12:00:00Z' })

    const events = await read(await subscribe(ada))

    app.setTime('2026-09-07T10:00:00Z')
    expect(events.map(({ at, seconds }) => [at, seconds])).toEqual([
      ['2026-10-24T16:00:00.000Z', 20 * 3_600],
    ])
  })

  it('marks completed and cancelled sessions, and leaves out deleted ones', async () => {
    const ada = await app.newAthlete()
    const [done, canceled, deleted] = [await plan(ada), await plan(ada), await plan(ada)]
    await complete(ada, done, { startedAt: '2026-09-07T08:00:00Z', durationSec: 5_400 })
    await cancel(ada, canceled)
    await remove(ada, deleted)

    const events = await read(await subscribe(ada))

    expect(events.map(({ uid, summary, status }) => [uid, summary, status])).toEqual([
      [`${done}@fitvibe`, '✓ Legs', 'CONFIRMED'],
      [`${canceled}@fitvibe`, 'Legs', 'CANCELLED'],
    ])
    expect(events[0]).toMatchObject({ at: '2026-09-07T08:00:00.000Z', seconds: 5_400 })
  })

  it('increases the sequence with each change and keeps the UID', async () => {
    const ada = await app.newAthlete()
    const id = await planSeries(ada, 'FREQ=WEEKLY;COUNT=2')
    const path = await subscribe(ada)
    const versions = [await read(path)]
    for (const change of [
      () => update(ada, id, { title: 'Heavy legs' }),
      () => shift(ada, id, 1),
      () => cancel(ada, id),
    ]) {
      app.passSeconds(60)
      await change()
      versions.push(await read(path))
    }

    const own = versions.map((events) => events.find(({ uid }) => uid === `${id}@fitvibe`))
    expect(own.map((event) => event?.sequence)).toEqual([0, 1, 2, 3])
    expect(own.map((event) => event?.modified.slice(11, 16))).toEqual([
      '10:00',
      '10:01',
      '10:02',
      '10:03',
    ])
    const other = versions.map(
      (events) => events.find(({ uid }) => uid !== `${id}@fitvibe`)?.sequence,
    )
    expect(other).toEqual([0, 0, 1, 1])
  })

  it('increases the sequence for a start, an added exercise and an undone start', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const path = await subscribe(ada)
    const events = []
    for (const change of [
      () => start(ada, id),
      () => addExercise(ada, id, { name: 'Row' }),
      () => ada.call(loggingApi.undoStart, { params: { id } }),
    ]) {
      app.passSeconds(60)
      expect((await change()).status).toBeLessThan(300)
      events.push(...(await read(path)))
    }

    expect(events.map(({ at, description }) => [at.slice(11, 16), description])).toEqual([
      ['10:01', 'Squat'],
      ['10:01', 'Squat, Row'],
      ['16:00', 'Squat'],
    ])
    const sequences = events.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b))
    expect(events.map(({ modified }) => modified.slice(11, 16))).toEqual([
      '10:01',
      '10:02',
      '10:03',
    ])
  })

  it('writes no end for a session without duration', async () => {
    const ada = await app.newAthlete()
    const at = '2026-09-07T09:00:00Z'
    await log(ada, { startedAt: at, completedAt: at })
    const path = await subscribe(ada)

    const [event] = await read(path)

    expect(event).toMatchObject({ at: '2026-09-07T09:00:00.000Z', seconds: 0 })
    expect((await fetchText(path)).text).not.toContain('DTEND')
  })

  it('covers the last 90 days and the next 12 weeks', async () => {
    const ada = await app.newAthlete()
    const at = (plannedFor: string) => plan(ada, { plannedFor, title: plannedFor })
    await at('2026-06-09T09:59:00Z')
    await at('2026-06-09T10:01:00Z')
    await at('2026-11-30T09:59:00Z')
    await at('2026-11-30T10:01:00Z')
    await plan(ada, { plannedFor: undefined })
    await log(ada, { completedAt: '2026-09-07T09:00:00Z', durationSec: 600 })

    const events = await read(await subscribe(ada))

    expect(events.map(({ summary }) => summary)).toEqual([
      '2026-06-09T10:01:00Z',
      '✓ Logged',
      '2026-11-30T09:59:00Z',
    ])
  })

  it('returns 304 while no session has changed', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)
    const path = await subscribe(ada)
    const first = await fetchText(path)
    const etag = first.headers['etag'] as string

    app.passSeconds(600)
    const same = await fetchText(path, { 'if-none-match': `"other", W/${etag}` })
    await update(ada, id, { title: 'New' })
    const changed = await fetchText(path, { 'if-none-match': etag })

    expect(first.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
    })
    expect([same.status, same.text, changed.status]).toEqual([304, '', 200])
  })

  it('answers 304 in one statement, without the texts of any session', async () => {
    const ada = await app.newAthlete()
    await planSeries(ada, 'FREQ=DAILY')
    const path = await subscribe(ada)
    const { headers } = await fetchText(path)
    const statements: string[] = []
    const listen = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', listen)

    const answer = await fetchText(path, { 'if-none-match': String(headers['etag']) })

    app.ctx().db.off('query', listen)
    expect(answer.status).toBe(304)
    expect(statements).toHaveLength(1)
    expect(statements[0]).not.toMatch(/notes|exercise_names/)
  })

  it('gives another version whenever one session takes the place of another', async () => {
    const ada = await app.newAthlete()
    const first = await plan(ada, { plannedFor: '2026-09-08T10:00:00Z' })
    const path = await subscribe(ada)
    const versions = [(await fetchText(path)).headers['etag']]
    await plan(ada, { plannedFor: '2026-09-09T10:00:00Z' })
    versions.push((await fetchText(path)).headers['etag'])
    await remove(ada, first)
    versions.push((await fetchText(path)).headers['etag'])
    // The first session leaves the window, and another one that was planned long ago enters it.
    app.setTime('2026-12-08T10:00:01Z')
    versions.push((await fetchText(path)).headers['etag'])

    expect(new Set(versions).size).toBe(4)
  })

  it('is bounded: the latest 1,000 sessions, with the beginnings of long texts', async () => {
    const ada = await app.newAthlete()
    const exercises = Array.from({ length: 50 }, (_, index) => ({ name: `Exercise ${index + 1}` }))
    await plan(ada, { title: 'Long', exercises, notes: 'x'.repeat(4_000) })
    await app.ctx().db.raw(
      `insert into sessions (owner, id, title, notes, visibility, timezone, created_at, planned_for,
         exercise_names, planned_volume_kg, planned_distance_m, planned_duration_seconds,
         planned_sets, planned_reps)
       select owner, gen_random_uuid(), title, notes, visibility, timezone, created_at,
         planned_for - n * interval '1 hour', exercise_names, planned_volume_kg, planned_distance_m,
         planned_duration_seconds, planned_sets, planned_reps
       from sessions, generate_series(1, 1999) n where owner = :owner`,
      { owner: ada.id },
    )

    const path = await subscribe(ada)
    const { text } = await fetchText(path)
    const events = await read(path)

    expect(events).toHaveLength(1_000)
    expect(events.at(-1)?.wall).toBe('2026-09-07T18:00:00')
    const names = exercises.slice(0, 10).map(({ name }) => name)
    expect(events[0]?.description).toBe(
      `${[...names, '… (+40)'].join(', ')}\n\n${'x'.repeat(1_000)} …`,
    )
    expect(text.length).toBeLessThan(2_000_000)
  })

  it('has a rate limit for each address of a calendar, over all callers', async () => {
    const limited = createApp({
      ...app.ctx(),
      config: { ...app.ctx().config, rateLimitPerMinute: 120, trustedProxies: 1 },
    })
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const [path, other] = [await subscribe(ada), await subscribe(bob)]
    const fetchFrom = (address: string, of: string) =>
      request(limited).get(of).set('x-forwarded-for', address)

    const answers = [
      await fetchFrom('192.0.2.1', path),
      await fetchFrom('192.0.2.2', path),
      await fetchFrom('192.0.2.3', path),
      await fetchFrom('192.0.2.3', other),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200])
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('shows no sessions of other users', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await plan(bob)

    expect(await read(await subscribe(ada))).toEqual([])
  })

  it('returns 404 for an address that was renewed, turned off or forged, or whose user is suspended', async () => {
    const [ada, bob, eve] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    const [renewed, off, suspended] = [
      await subscribe(ada),
      await subscribe(bob),
      await subscribe(eve),
    ]
    const current = await subscribe(ada)
    await bob.call(calendarApi.turnOffCalendar, {})
    await app.ctx().db('users').where({ id: eve.id }).update({ status: 'suspended' })
    // Ada's id with Bob's secret.
    const mixed = Buffer.concat([bytesOf(current).subarray(0, 16), bytesOf(off).subarray(16)])

    const paths = [renewed, off, suspended, `/calendar/${mixed.toString('base64url')}.ics`]
    const answers = await Promise.all(paths.map((path) => fetchText(path)))

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(answers[0]?.body.error.code).toBe('NOT_FOUND')
    expect((await fetchText(current)).status).toBe(200)
    expect((await fetchText('/calendar/short.ics')).status).toBe(400)
  })
})

const bytesOf = (path: string) =>
  Buffer.from(path.replace(/^\/calendar\/|\.ics$/g, ''), 'base64url')

describe('/calendar', () => {
  it('is off by default and after it is turned off', async () => {
    const ada = await app.newAthlete()
    const state = async () => (await ada.call(calendarApi.getCalendar, {})).body

    const before = await state()
    await subscribe(ada)
    const on = await state()
    await ada.call(calendarApi.turnOffCalendar, {})

    expect(before).toEqual({ isOn: false, since: null })
    expect(on).toEqual({ isOn: true, since: '2026-09-07T10:00:00.000Z' })
    expect(await state()).toEqual(before)
  })

  it('stores a hash of the secret and not the secret', async () => {
    const ada = await app.newAthlete()
    const path = await subscribe(ada)

    const [feed] = await app.ctx().db('calendar_feeds').where({ owner: ada.id })

    expect(feed.secret_hash.equals(bytesOf(path).subarray(16))).toBe(false)
    expect(JSON.stringify(feed)).not.toContain(path.slice(10, -4))
  })
})

describe('timezoneOf', () => {
  const window = { from: new Date('2026-06-09T10:00:00Z'), to: new Date('2026-11-30T10:00:00Z') }

  it('has each clock change in the window and the one before it', () => {
    expect(timezoneOf('Europe/Berlin', window).split('\r\n')).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:DAYLIGHT',
      'DTSTART:20260329T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'DTSTART:20261025T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
      '',
    ])
  })

  it.each([
    ['Australia/Lord_Howe', '2026-11-01', '2027-01-15', ['DAYLIGHT +1030 +1100']],
    ['Australia/Lord_Howe', '2026-05-01', '2026-07-15', ['STANDARD +1100 +1030']],
    [
      'Australia/Lord_Howe',
      '2026-09-01',
      '2026-12-01',
      ['STANDARD +1100 +1030', 'DAYLIGHT +1030 +1100'],
    ],
    ['Europe/Berlin', '2026-06-01', '2026-08-01', ['DAYLIGHT +0100 +0200']],
    ['Europe/Dublin', '2026-06-01', '2026-08-01', ['DAYLIGHT +0000 +0100']],
    ['America/Sao_Paulo', '2026-06-01', '2026-08-01', ['STANDARD -0200 -0300']],
  ])(
    'calls a summer DAYLIGHT, even without a winter in sight: %s from %s',
    (name, from, to, kinds) => {
      const text = timezoneOf(name, { from: new Date(from), to: new Date(to) })

      const pattern = /BEGIN:(DAYLIGHT|STANDARD)\r\n\S+\r\nTZOFFSETFROM:(\S+)\r\nTZOFFSETTO:(\S+)/g
      const found = Array.from(
        text.matchAll(pattern),
        ([, kind, before, after]) => `${kind} ${before} ${after}`,
      )

      expect(found).toEqual(kinds)
    },
  )

  it.each(['Etc/GMT+5', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
    'agrees with the zone data at every time in the window: %s',
    (name) => {
      const text = `BEGIN:VCALENDAR\r\n${timezoneOf(name, window)}END:VCALENDAR`
      const zone = new ICAL.Timezone(
        new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone') ?? undefined,
      )
      for (let time = window.from.getTime(); time < window.to.getTime(); time += 6 * 3_600_000) {
        const local = new Date(time).toLocaleString('sv-SE', { timeZone: name }).replace(' ', 'T')
        const offsetSeconds = (Date.parse(`${local}Z`) - time) / 1_000
        expect(zone.utcOffset(ICAL.Time.fromDateTimeString(local))).toBe(offsetSeconds)
      }
    },
  )
})

it('reads a calendar of many sessions in two statements', async () => {
  const ada = await app.newAthlete()
  await planSeries(ada, 'FREQ=DAILY')
  const path = await subscribe(ada)
  await fetchText(path)
  const statements: string[] = []
  const listen = ({ sql }: { sql: string }) => void statements.push(sql)
  app.ctx().db.on('query', listen)

  const events = await read(path)

  app.ctx().db.off('query', listen)
  expect(events).toHaveLength((await sessionsOf(ada)).length - 1)
  expect(statements).toHaveLength(2)
})
