import type * as S3 from '@aws-sdk/client-s3'

import { unavailable } from '../errors.ts'
import type { Storage } from './storage.ts'

/** A client whose file could not be stored tries again after this time. */
const RETRY_SECONDS = 30
/** Files in an answer of the server. */
const LISTED = 200
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true }

type Sdk = typeof S3

/**
 * Stores files in a bucket over the S3 protocol. The address is
 * `https://KEY:SECRET@host/bucket/prefix?region=…&style=…`: `path` (default) puts the bucket into the path,
 * `virtual` into the name of the host. An outage is AppError UNAVAILABLE.
 */
export function openObjectStorage(address: string): Storage {
  const url = new URL(address)
  const [Bucket = '', ...folders] = url.pathname.split('/').filter(Boolean)
  const prefix = folders.map((folder) => `${folder}/`).join('')
  const keyOf = (name: string) => ({ Bucket, Key: `${prefix}${name}` })

  let opened: { sdk: Sdk; client: S3.S3Client } | undefined
  /** Loads the SDK with the first file, because it takes as long as the rest of the server. */
  const open = async () => {
    const sdk = await import('@aws-sdk/client-s3')
    opened ??= { sdk, client: clientFor(sdk, url) }
    return opened
  }

  async function has(name: string): Promise<boolean> {
    const { sdk, client } = await open()
    const found = client.send(new sdk.HeadObjectCommand(keyOf(name))).catch(ignoreMissing)
    return (await found) !== undefined
  }

  return {
    has,
    async write(name, bytes) {
      const { sdk, client } = await open()
      await client.send(new sdk.PutObjectCommand({ ...keyOf(name), Body: bytes })).catch(fail)
    },
    async read(name) {
      const { sdk, client } = await open()
      const found = await client.send(new sdk.GetObjectCommand(keyOf(name))).catch(ignoreMissing)
      const bytes = await found?.Body?.transformToByteArray().catch(fail)
      return bytes && Buffer.from(bytes)
    },
    async delete(name) {
      const { sdk, client } = await open()
      await client.send(new sdk.DeleteObjectCommand(keyOf(name))).catch(fail)
    },
    async *list() {
      const { sdk, client } = await open()
      const query = { Bucket, Prefix: prefix, MaxKeys: LISTED }
      let last: string | undefined
      for (;;) {
        const command = new sdk.ListObjectsCommand({ ...query, Marker: last })
        const { Contents = [], IsTruncated = false } = await client.send(command).catch(fail)
        for (const { Key = '', LastModified = new Date() } of Contents)
          yield { name: Key.slice(prefix.length), writtenAt: LastModified }
        last = Contents.at(-1)?.Key
        if (!IsTruncated || last === undefined) return
      }
    },
  }
}

function clientFor({ S3Client: Client }: Sdk, url: URL): S3.S3Client {
  return new Client({
    endpoint: url.origin,
    region: url.searchParams.get('region') ?? 'us-east-1',
    forcePathStyle: url.searchParams.get('style') !== 'virtual',
    credentials: {
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
    // Servers other than Amazon's refuse the checksums that the SDK adds by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: TIMEOUTS,
    maxAttempts: 2,
  })
}

function fail(cause: unknown): never {
  throw unavailable(RETRY_SECONDS, cause)
}

function ignoreMissing(error: Error): undefined {
  if (error.name !== 'NoSuchKey' && error.name !== 'NotFound') fail(error)
}
