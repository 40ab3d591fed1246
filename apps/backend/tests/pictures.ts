import { crc32, deflateSync } from 'node:zlib'

import { mediaApi } from '@fitvibe/contract'
import sharp from 'sharp'
import { expect } from 'vitest'

import type { Athlete } from './testApp.ts'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

export function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}

interface Png {
  readonly width: number
  readonly height: number
  /** Bits a pixel: 1 is black and white, 8 is grey. */
  readonly bits?: 1 | 8
  /** Chunks before the pixels. */
  readonly extras?: readonly Buffer[]
}

/** A black PNG, written without a picture library, so that it can be absurdly large. */
export function blackPng({ width, height, bits = 8, extras = [] }: Png): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = bits
  const rowBytes = 1 + Math.ceil((width * bits) / 8)
  const pixels = deflateSync(Buffer.alloc(rowBytes * height), { level: 1 })
  const chunks = [chunk('IHDR', head), ...extras, chunk('IDAT', pixels)]
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

/** Left half red, right half blue. */
export function halves(width = 80, height = 40) {
  const blue = { create: { width: width / 2, height, channels: 3 as const, background: '#00f' } }
  return sharp({ create: { width, height, channels: 3, background: '#f00' } }).composite([
    { input: blue, left: width / 2, top: 0 },
  ])
}

/** The colour of a pixel of a picture, roughly: `red`, `blue` or the numbers. */
export async function colourAt(picture: Buffer, x: number, y: number): Promise<string> {
  const { data } = await sharp(picture)
    .extract({ left: x, top: y, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [red = 0, green = 0, blue = 0] = data
  if (red > green + 70 && red > blue + 70) return 'red'
  if (blue > green + 70 && blue > red + 70) return 'blue'
  return [red, green, blue].join(' ')
}

/** Uploads a picture and returns its path. */
export async function setAvatar(athlete: Athlete, file?: Buffer): Promise<string> {
  const body = file ?? blackPng({ width: 8, height: 8 })
  const answer = await athlete.call(mediaApi.putAvatar, { body })
  expect(answer.status).toBe(200)
  return answer.body.avatarUrl as string
}
