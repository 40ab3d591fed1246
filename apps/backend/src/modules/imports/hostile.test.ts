import { once } from 'node:events'
import { request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

import { historyApi, importsApi, systemApi, toRequest } from '@fitvibe/contract'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Caller } from '../../../tests/client.ts'
import { commit, legs, preview, STRONG, uploadImport } from '../../../tests/importing.ts'
import { HEALTH_MS, watchHealth } from '../../../tests/security/health.ts'
import { CELLS, filesWith, READER_NAMES } from '../../../tests/security/hostile/cells.ts'
import { isLong } from '../../../tests/security/torture.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { listen } from '../../server/listen.ts'
import { parseFile } from './parseFile.service.ts'

const app = useTestApp()

const HEVY =
  'title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe'
const FITNOTES = 'Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment'
const MEGABYTES_16 = 16_700_000

const requestHealth = () => app.http().get(toRequest(systemApi.health, {}).url)

/** The first import compiles the code that all of them run. */
beforeAll(async () => {
  await uploadImport(await app.newAthlete(), legs)
})

/** Lengths of a hostile cell; `npm test` sends the longest. */
const LENGTHS = isLong ? [2_000, 4_000, 8_000] : [8_000]

/**
 * The long run sends the largest files that are accepted. `npm test` sends files that meet the same
 * bounds, most of them below 1 MB, which end no thread.
 */
const sized = (full: number, quick = full / 20) => (isLong ? full : quick)

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** Answer to the preview of a file. */
type Answer = { readonly problem: string | null } | { readonly refusal: string }

const EMPTY = 'The file is empty.'
const TOO_LARGE = 'The file is too large to import at once.'
const OTHER =
  'This is not an export of Strong, Hevy, FitNotes, StrongLifts, Alpha Progression or FitVibe.'

/** Files of strangers, with the first problem of their preview, or the message of their refusal. */
const FILES: readonly (readonly [name: string, answer: Answer, file: () => string])[] = [
  ['parentheses in a cell', { problem: 'shortened' }, () => `${legs}\n${row('('.repeat(20_000))}`],
  [
    'a date with spaces',
    { problem: 'date' },
    () => `${legs}\n"2024-01-01${' '.repeat(20_000)}a\nb",Legs,1h,Squat,1,1,1,0,0,,,`,
  ],
  [
    'a duration of digits',
    { problem: 'duration' },
    () => `${legs}\n2024-01-01,Legs,${'1'.repeat(20_000)}!,Squat,1,1,1,0,0,,,`,
  ],
  [
    'a heading of parentheses',
    { problem: 'columns' },
    () => legs.replace('RPE', `RPE,${'('.repeat(8_000)}`),
  ],
  ['carriage returns', { problem: 'tooMany' }, () => `${HEVY}${'\r'.repeat(sized(MEGABYTES_16))}`],
  ['line feeds', { problem: 'tooMany' }, () => `${HEVY}${'\n'.repeat(sized(MEGABYTES_16))}`],
  ['commas', { problem: 'tooLong' }, () => `${HEVY}\n${','.repeat(sized(8_000_000))}`],
  [
    'commas in many rows',
    { problem: 'tooMany' },
    () => `${HEVY}\n${`${','.repeat(900)}\n`.repeat(sized(18_000, 4_000))}`,
  ],
  ['quotes', { problem: 'tooLong' }, () => `${HEVY}\n${'"'.repeat(sized(8_000_000))}`],
  ['a quote in each row', { problem: 'quotes' }, () => `${HEVY}\n${'a"b\n'.repeat(sized(50_000))}`],
  [
    'a quote that never closes',
    { problem: 'quotes' },
    () => `${HEVY}\n"${'a\n'.repeat(sized(4_000_000))}`,
  ],
  ['spaces', { refusal: EMPTY }, () => ' '.repeat(sized(MEGABYTES_16))],
  [
    'headings',
    { problem: 'date' },
    () => `${HEVY}\n${lines(sized(20_000, 6_000), () => `${HEVY},`)}`,
  ],
  [
    'different notes of one exercise',
    { problem: 'sessionTooLarge' },
    () => `${STRONG}\n${lines(sized(50_000, 21_000), (at) => row('Squat', `note ${at}`))}`,
  ],
  [
    'different exercises',
    { problem: 'sessionTooLarge' },
    () => `${FITNOTES}\n${lines(sized(12_000), (at) => `2026-01-10,Lift ${at},Legs,60,5,,,,`)}`,
  ],
  [
    'workouts with one start and title',
    { problem: null },
    () =>
      `Workout #;${STRONG.replaceAll(',', ';')}\n${lines(sized(5_000, 1_000), (at) => `${at};${row('Squat').replaceAll(',', ';')}`)}`,
  ],
  ['an object of many keys', { refusal: TOO_LARGE }, () => `{"a":{${manyKeys(sized(1_700_000))}}}`],
  ['many objects', { refusal: TOO_LARGE }, () => `[${'{},'.repeat(sized(5_000_000))}{}]`],
  ['many numbers', { refusal: TOO_LARGE }, () => `[${'0,'.repeat(sized(8_000_000))}0]`],
  ['deep lists', { refusal: TOO_LARGE }, () => '['.repeat(sized(MEGABYTES_16))],
  [
    'a text of 16 MB',
    { refusal: TOO_LARGE },
    () => `{"format":"${'a'.repeat(sized(MEGABYTES_16) - 100)}"}`,
  ],
  [
    'invalid entries',
    { refusal: OTHER },
    () =>
      `{"format":"${historyApi.HISTORY_FORMAT}","version":${historyApi.HISTORY_VERSION},"sessions":[${'{"a":[[],[]]},'.repeat(sized(99_000, 10_100))}{}]}`,
  ],
]

const manyKeys = (count: number) =>
  Array.from({ length: count }, (_, at) => `"${at.toString(36)}":1`).join(',')

function row(exercise: string, notes = ''): string {
  return `2026-01-10 18:00:00,"Legs",1h 5m,"${exercise}",1,60,5,0,0,${notes},,`
}

describe('a hostile file', () => {
  it.each(FILES)(
    'with %s does not keep others from being served',
    async (_name, expected, file) => {
      const [mallory, ada] = [await app.newAthlete(), await app.newAthlete()]
      const bytes = Buffer.from(file())
      const health = watchHealth(requestHealth)

      const hostile = uploadImport(mallory, bytes)
      const other = await uploadImport(ada, legs)
      const answer = await hostile
      const longest = await health.end()

      expect(other.status).toBe(201)
      expect(answer.status).toBe('refusal' in expected ? 422 : 201)
      expect(answerIn(answer.body)).toEqual(expected)
      expect(longest).toBeLessThan(HEALTH_MS)
    },
  )

  it('would keep others from being served if it were parsed in the thread of the server', async () => {
    const bytes = Buffer.from(`${STRONG}\n${lines(60_000, (at) => row('Squat', `note ${at}`))}`)
    const now = app.now()
    const health = watchHealth(requestHealth)

    await parseFile({ bytes, format: null, answers: {}, timezone: 'Europe/Berlin', now })
    const longest = await health.end()

    expect(longest).toBeGreaterThan(HEALTH_MS)
  })
})

describe.each(READER_NAMES)('hostile cells in a file of %s', (reader) => {
  it('do not keep others from being served', async () => {
    const [mallory, ada] = [await app.newAthlete(), await app.newAthlete()]
    const health = watchHealth(requestHealth)

    for (const length of LENGTHS)
      for (const [, cell] of CELLS)
        for (const { file } of filesWith(reader, cell)) {
          const hostile = uploadImport(mallory, file(length))
          const other = await uploadImport(ada, legs)
          const { status } = await hostile

          expect(other.status).toBe(201)
          expect([201, 422]).toContain(status)
        }

    expect(await health.end()).toBeLessThan(HEALTH_MS)
  })
})

describe('imports of one user at the same time', () => {
  it('are refused while the first is uploaded, and do not keep others waiting', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const file = `${STRONG}\n${lines(20_000, () => row('Squat'))}`

    const uploads = Promise.all(Array.from({ length: 20 }, () => uploadImport(ada, file)))
    const other = await uploadImport(ben, legs)
    const answers = await uploads

    const refused = answers.filter(({ status }) => status === 409)
    expect(other.status).toBe(201)
    expect([answers.length - refused.length, refused.length]).toEqual([1, 19])
    expect(refused[0]?.body.error).toMatchObject({
      code: 'CONFLICT',
      message: 'Another import is still running: wait until it is done.',
    })
    expect(refused[0]?.headers).toHaveProperty('retry-after', '5')
    expect((await uploadImport(ada, legs)).status).toBe(201)
  })

  it('are refused while the first is committed, and do not keep others waiting', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const { id } = await preview(ada, legs)
    const { id: otherId } = await preview(ben, legs)

    const commits = Promise.all(Array.from({ length: 20 }, () => commit(ada, id)))
    const other = await commit(ben, otherId)

    expect((await commits).map(({ status }) => status).toSorted()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 409),
    ])
    expect(other.status).toBe(200)
  })

  it('are refused before their body is read: only one is in memory', async () => {
    const ada = await app.newAthlete()
    const caller = await (await app.connect()).logIn(ada.username, PASSWORD)
    const server = await listen(app.app(), 0, '127.0.0.1')
    const uploads = [beginUpload(server, caller), beginUpload(server, caller)]

    const refused = await Promise.race(
      uploads.map(async ({ status }, index) => ({ status: await status, index })),
    )
    const other = uploads[1 - refused.index]
    other?.finish()
    const finished = await other?.status
    server.close()
    server.closeAllConnections()

    expect([refused.status, finished]).toEqual([409, 201])
  })

  it('can begin again as soon as a client has left', async () => {
    const ada = await app.newAthlete()
    const file = `${STRONG}\n${lines(50_000, (at) => row('Squat', `note ${at}`))}`

    await leaveDuring(ada, file)

    const again = await whenFree(() => uploadImport(ada, legs))
    expect(again.status).toBe(201)
    // A file that was read to its end would be listed too.
    const { body } = await ada.call(importsApi.listImports, {})
    expect(body.items).toMatchObject([{ id: again.body.id }])
  })
})

interface Body {
  readonly error?: { readonly message: string }
  readonly problems?: readonly { readonly code: string }[]
}

const answerIn = ({ error, problems }: Body): Answer =>
  error ? { refusal: error.message } : { problem: problems?.[0]?.code ?? null }

/** Sends the headers of an upload and half of its body; `finish` sends the rest. */
function beginUpload(server: Server, { cookies, token }: Caller) {
  const { port } = server.address() as AddressInfo
  const { method, url: path } = toRequest(importsApi.previewImport, { body: legs })
  const headers = {
    'content-type': 'text/csv',
    'content-length': legs.length,
    'x-csrf-token': token,
    cookie: Object.entries(cookies)
      .map((pair) => pair.join('='))
      .join('; '),
  }
  const upload = request({ host: '127.0.0.1', port, method, path, headers, agent: false })
  const status = once(upload, 'response').then(([answer]) => {
    const { statusCode } = (answer as IncomingMessage).resume()
    return statusCode
  })
  // The server disconnects the upload that it has refused.
  upload.on('error', () => undefined)
  const half = legs.length / 2
  upload.write(legs.slice(0, half))
  return { status, finish: () => void upload.end(legs.slice(half)) }
}

/** Repeats an upload while the one before has the place. */
async function whenFree(upload: () => ReturnType<typeof uploadImport>) {
  for (;;) {
    const answer = await upload()
    if (answer.status !== 409) return answer
    await setTimeout(20)
  }
}

/** Uploads a file and disconnects while the server parses it. */
async function leaveDuring(athlete: Athlete, file: string): Promise<void> {
  await athlete.call(importsApi.listImports, {})
  const { url } = toRequest(importsApi.previewImport, { body: file })
  const { body } = await athlete.agent.get('/api/v1/auth/csrf')
  const upload = athlete.agent
    .post(url)
    .set({ 'content-type': 'text/csv', 'x-csrf-token': body.csrfToken })
    .send(file)
  const ended = upload.then(
    () => undefined,
    () => undefined,
  )
  await setTimeout(300)
  upload.abort()
  await Promise.race([ended, setTimeout(100)])
}
