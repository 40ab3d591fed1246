import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'

import { corpus } from '../../tests/corpora.ts'
import { blackPng, chunk, colourAt, halves } from '../../tests/pictures.ts'
import { toAvatar } from './pictures.ts'

const errorOf = (file: Buffer) =>
  toAvatar(file).then(
    () => 'accepted',
    (error: Error) => error.message,
  )

const factsOf = async (picture: Buffer) => {
  const { format, width, height, exif, icc, xmp, pages } = await sharp(picture).metadata()
  return { format, width, height, exif, icc, xmp, pages }
}

const bare = { exif: undefined, icc: undefined, xmp: undefined, pages: undefined }
const photo = () => halves().jpeg().toBuffer()

describe('an avatar', () => {
  it.each([
    ['JPEG', () => photo()],
    ['PNG', () => halves().png().toBuffer()],
    ['WebP', () => halves().webp().toBuffer()],
    ['PNG of 16 bits', () => halves().toColourspace('rgb16').png().toBuffer()],
    ['interlaced PNG', () => halves().png({ progressive: true }).toBuffer()],
    ['progressive JPEG', () => halves().jpeg({ progressive: true }).toBuffer()],
    ['CMYK JPEG', () => halves().toColourspace('cmyk').jpeg().toBuffer()],
    ['JPEG with a profile', () => halves().withIccProfile('p3').jpeg().toBuffer()],
  ])('is the middle square in two sizes, as WebP: %s', async (_, file) => {
    const { large, small } = await toAvatar(await file())

    expect(await factsOf(large)).toEqual({ format: 'webp', width: 512, height: 512, ...bare })
    expect(await factsOf(small)).toEqual({ format: 'webp', width: 96, height: 96, ...bare })
    expect([await colourAt(large, 40, 256), await colourAt(large, 470, 256)]).toEqual([
      'red',
      'blue',
    ])
    expect([await colourAt(small, 8, 48), await colourAt(small, 88, 48)]).toEqual(['red', 'blue'])
  })

  it.each([
    [1, 'left', 'red', 'blue'],
    [2, 'left', 'blue', 'red'],
    [3, 'left', 'blue', 'red'],
    [4, 'left', 'red', 'blue'],
    [5, 'top', 'red', 'blue'],
    [6, 'top', 'red', 'blue'],
    [7, 'top', 'blue', 'red'],
    [8, 'top', 'blue', 'red'],
  ] as const)('is upright for orientation %i', async (orientation, side, first, last) => {
    const { large } = await toAvatar(await halves().withMetadata({ orientation }).jpeg().toBuffer())

    const at = (share: number) =>
      side === 'left' ? colourAt(large, share, 256) : colourAt(large, 256, share)
    expect([await at(40), await at(470)]).toEqual([first, last])
  })

  it('holds nothing else of the file, such as the place of a photo', async () => {
    const place = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } }
    const file = await halves()
      .withExif({ IFD0: { Artist: 'canary' }, ...place })
      .jpeg()
      .toBuffer()
    const { large, small } = await toAvatar(Buffer.concat([file, Buffer.from('<script>canary')]))

    expect(file.includes('canary')).toBe(true)
    for (const picture of [large, small]) {
      expect(picture.includes('canary')).toBe(false)
      expect(picture.includes('EXIF')).toBe(false)
    }
  })

  it('is the first picture of an animation', async () => {
    const frames = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const file = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect((await sharp(file).metadata()).pages).toBe(2)

    const { large } = await toAvatar(file)

    expect((await sharp(large).metadata()).pages).toBeUndefined()
    expect(await colourAt(large, 256, 256)).toBe('red')
  })

  it.each([
    ['a single pixel', 1, 1],
    ['a line', 5_000, 1],
    ['a column', 1, 5_000],
    ['a line of 24 megapixels', 24_000_000, 1],
  ])('is made of %s', async (_, width, height) => {
    expect(await errorOf(blackPng({ width, height, bits: 1 }))).toBe('accepted')
  })
})

describe('garbage beside the pixels', () => {
  const segment = (marker: number, name: string) => {
    const data = Buffer.concat([Buffer.from(name), Buffer.alloc(4_000, 0xfe)])
    const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255])
    return Buffer.concat([head, data])
  }

  it.each([
    ['EXIF', segment(0xe1, 'Exif\0\0MM\0*')],
    ['XMP', segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x')],
    ['a colour profile', segment(0xe2, 'ICC_PROFILE\0\x01\x01')],
    ['a comment', segment(0xfe, '<?php')],
  ])('of a JPEG is ignored: %s', async (_, garbage) => {
    const file = await photo()

    const { large } = await toAvatar(
      Buffer.concat([file.subarray(0, 2), garbage, file.subarray(2)]),
    )

    expect(await colourAt(large, 40, 256)).toBe('red')
  })

  it('of a PNG is ignored: 600 texts that unpack to 8 MB each', async () => {
    const text = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(7_900_000))])
    const extras = Array.from({ length: 600 }, () => chunk('zTXt', text))

    expect(await errorOf(blackPng({ width: 8, height: 8, extras }))).toBe('accepted')
  })
})

describe('a file that is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['an SVG', () => Buffer.from(svg)],
    ['an SVG behind a space', () => Buffer.from(` ${svg}`)],
    ['a GIF', () => halves().gif().toBuffer()],
    ['a TIFF', () => halves().tiff().toBuffer()],
    ['an AVIF', () => halves(64, 64).avif({ effort: 0 }).toBuffer()],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a RIFF of sound', () => Buffer.from('RIFF\x24\0\0\0WAVEfmt ')],
  ])('is refused by its first bytes: %s', async (_, file) => {
    expect(await errorOf(await file())).toBe('VALIDATION_ERROR: errors.pictureType')
  })

  it.each([
    ['a PNG', async () => halves().png().toBuffer()],
    ['a JPEG', photo],
    ['a WebP', async () => halves().webp({ lossless: true }).toBuffer()],
  ])('is refused wherever it is cut off: %s', async (_, make) => {
    const whole = await make()
    const cuts = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => Math.floor(whole.length * share))

    const answers = await Promise.all(
      cuts.filter((cut) => cut > 12).map((cut) => errorOf(whole.subarray(0, cut))),
    )

    expect(new Set(answers)).toEqual(new Set(['UNPROCESSABLE: errors.pictureUnreadable']))
  })

  it.each([
    ['a PNG', '89504e470d0a1a0a'],
    ['a JPEG', 'ffd8ffe0'],
    ['a WebP', '524946462400000057454250'],
  ])('is refused behind the first bytes of %s', async (_, head) => {
    for (const body of [svg, 'GIF89a', '%PDF-1.7', '\0'.repeat(200)])
      expect(await errorOf(Buffer.concat([Buffer.from(head, 'hex'), Buffer.from(body)]))).toBe(
        'UNPROCESSABLE: errors.pictureUnreadable',
      )
  })
})

describe('a picture of too many pixels', () => {
  it.each([
    [30_000, 30_000],
    [4_900, 4_900],
    [24_000_001, 1],
  ])('is refused by its head: %i × %i', async (width, height) => {
    expect(await errorOf(blackPng({ width, height, bits: 1 }))).toBe(
      'UNPROCESSABLE: errors.picturePixels',
    )
  })

  it('is 24 megapixels at most', async () => {
    expect(await errorOf(blackPng({ width: 6_000, height: 4_000 }))).toBe('accepted')
  })
})

const pngSuite = corpus('images/pngsuite')

describe.skipIf(!pngSuite)('PngSuite', () => {
  const files = pngSuite ? readdirSync(pngSuite).filter((name) => name.endsWith('.png')) : []
  const isBroken = (name: string) => name.startsWith('x')

  it('is decoded, except its broken files, which are refused', async () => {
    const answers = await Promise.all(
      files.map(async (name) => [name, await errorOf(readFileSync(join(pngSuite ?? '', name)))]),
    )
    const wrong = answers.filter(
      ([name = '', answer]) => (answer === 'accepted') === isBroken(name),
    )

    expect([files.length, files.filter(isBroken).length]).toEqual([175, 14])
    expect(wrong).toEqual([])
  })
})
