import { mediaApi } from '@fitvibe/contract'
import type { SharpOptions } from 'sharp'

import { AppError, unprocessable } from '../errors.ts'

const { AVATAR_SIZES, MAX_PICTURE_PIXELS } = mediaApi

/** `error` rejects what is cut off or damaged, and accepts the oddities of cameras. */
const DECODING: SharpOptions = {
  failOn: 'error',
  limitInputPixels: MAX_PICTURE_PIXELS,
  sequentialRead: true,
}
/** Reads the size only, to say what is wrong with it. */
const HEAD: SharpOptions = { ...DECODING, limitInputPixels: false }
const SECONDS = 10
/** Effort 4, the default, takes twice the time for 5 % fewer bytes. */
const WRITING = { quality: 82, effort: 2 }

type Avatar = Readonly<Record<mediaApi.AvatarSize, Buffer>>

/**
 * Decodes a JPEG, PNG or WebP and returns its middle square as WebP in all sizes: upright, in sRGB,
 * the first picture of an animation, without metadata. The content decides the format, not a name.
 * @throws AppError VALIDATION_ERROR for another format, UNPROCESSABLE for more than 24 megapixels or a
 * damaged file
 */
export async function toAvatar(file: Uint8Array): Promise<Avatar> {
  if (!isPicture(file)) throw new AppError('VALIDATION_ERROR', 'errors.pictureType')
  const sharp = await (decoder ??= loadSharp())
  try {
    const { width, height, autoOrient } = await sharp(file, HEAD).metadata()
    if (width * height > MAX_PICTURE_PIXELS) throw unprocessable('errors.picturePixels')
    const { data, info } = await sharp(file, DECODING)
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .extract(middleOf(autoOrient))
      .resize(AVATAR_SIZES.large, AVATAR_SIZES.large)
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width: edge, channels } = info
    const written = (size: number) =>
      sharp(data, { raw: { width: edge, height: edge, channels } })
        .resize(size, size)
        .webp(WRITING)
        .toBuffer()
    return { large: await written(AVATAR_SIZES.large), small: await written(AVATAR_SIZES.small) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('UNPROCESSABLE', 'errors.pictureUnreadable', { cause })
  }
}

/** Cuts before the resize, which would first stretch a line of pixels to its full length. */
function middleOf({ width, height }: { width: number; height: number }) {
  const edge = Math.min(width, height)
  return {
    left: Math.floor((width - edge) / 2),
    top: Math.floor((height - edge) / 2),
    width: edge,
    height: edge,
  }
}

/** Set up once: a picture that another thread decodes while formats are blocked would be refused. */
let decoder: ReturnType<typeof loadSharp> | undefined

/** Loads the decoder with the first picture: most processes that load this file never see one. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  // One thread a picture: two are decoded at once, and other requests need a core too.
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
    ],
  })
  return sharp
}

/** Whether the file begins as a JPEG, a PNG or a WebP does (RIFF, the length, WEBP). */
function isPicture(file: Uint8Array): boolean {
  const head = Buffer.from(file.subarray(0, 12)).toString('hex')
  return /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/.test(head)
}
