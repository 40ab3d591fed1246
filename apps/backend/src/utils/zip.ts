import { Readable } from 'node:stream'

import { ZipFile } from 'yazl'

export interface ZipEntry {
  readonly name: string
  /** Read when its turn comes, one entry after the other. */
  readonly pieces: AsyncIterable<string | Uint8Array>
  /** The content does not get smaller, such as a picture. */
  readonly isPacked?: boolean
}

/** Yields a ZIP file in pieces. Memory does not grow with the entries' contents. */
export async function* zip(
  entries: Iterable<ZipEntry>,
  writtenAt: Date,
): AsyncGenerator<Uint8Array> {
  const file = new ZipFile()
  const output = file.outputStream as Readable
  file.on('error', (error: Error) => output.destroy(error))
  for (const { name, pieces, isPacked = false } of entries)
    file.addReadStreamLazy(name, { mtime: writtenAt, compress: !isPacked }, (done) =>
      done(null, Readable.from(pieces, { objectMode: false })),
    )
  file.end()
  yield* output as AsyncIterable<Uint8Array>
}
