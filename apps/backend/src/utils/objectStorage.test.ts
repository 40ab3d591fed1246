import dns from 'node:dns'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import S3rver from 's3rver'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { openObjectStorage } from './objectStorage.ts'

let server: S3rver
let folder: string
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fitvibe-s3-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    serviceEndpoint: 'localhost',
    configureBuckets: [{ name: 'pictures', configs: [] }],
  })
  port = (await server.run()).port
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => vi.restoreAllMocks())

const bytes = Buffer.from([0, 255, 1, 254])

const addressOf = (path: string, login = 'S3RVER:S3RVER') =>
  `http://${login}@${path.includes('virtual') ? 's3.' : ''}localhost:${port}/${path}`

/** Finds hosts below localhost, which the resolvers of some machines do not know. */
function resolveLocally() {
  const { lookup } = dns
  vi.spyOn(dns, 'lookup').mockImplementation(((name: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [
      name.endsWith('.localhost') ? 'localhost' : name,
      ...rest,
    ])) as typeof lookup)
}

describe.each(['pictures', 'pictures/of/users', 'pictures?style=virtual'])(
  'a bucket at %s',
  (path) => {
    it('stores, lists, reads and deletes files', async () => {
      resolveLocally()
      const storage = openObjectStorage(addressOf(path))
      await storage.write('a.webp', bytes)
      await storage.write('b.webp', bytes)
      const names: string[] = []
      for await (const { name, writtenAt } of storage.list()) {
        names.push(name)
        expect(Date.now() - writtenAt.getTime()).toBeLessThan(60_000)
      }

      expect(names.filter((name) => !name.includes('/'))).toEqual(['a.webp', 'b.webp'])
      expect(await storage.read('a.webp')).toEqual(bytes)
      expect([await storage.has('a.webp'), await storage.has('c.webp')]).toEqual([true, false])
      expect(await storage.read('c.webp')).toBeUndefined()

      for (const name of ['a.webp', 'b.webp', 'c.webp']) await storage.delete(name)

      expect(await storage.has('a.webp')).toBe(false)
    })
  },
)

describe('a bucket', () => {
  it('lists more files than an answer of the server holds', async () => {
    const storage = openObjectStorage(addressOf('pictures/many'))
    const names = Array.from({ length: 201 }, (_, index) => `${10_000 + index}.webp`)
    await Promise.all(names.map((name) => storage.write(name, bytes)))

    const listed: string[] = []
    for await (const { name } of storage.list()) listed.push(name)

    expect(listed).toEqual(names)
  })

  it.each([
    ['with a wrong key', () => addressOf('pictures', 'NOBODY:wrong')],
    ['that does not exist', () => addressOf('nowhere')],
    ['of a server that is away', () => 'http://S3RVER:S3RVER@127.0.0.1:1/pictures'],
  ])('%s is an outage, not a missing file', async (_, address) => {
    const storage = openObjectStorage(address())

    const errors = await Promise.all(
      [
        storage.write('a.webp', bytes),
        storage.read('a.webp'),
        storage.delete('a.webp'),
        storage.list()[Symbol.asyncIterator]().next(),
      ].map((work) =>
        work.then(
          () => 'done',
          (error: Error) => error.message,
        ),
      ),
    )

    expect(new Set(errors)).toEqual(new Set(['UNAVAILABLE: errors.unavailable']))
  })
})
