import { type Crop, type Size, squareOf } from './crop.ts'

/**
 * Half as much again as the edge that the server stores, and about 100 KB: the server waits 15 s for an
 * upload, however slow the network.
 */
const MAX_EDGE = 768
const QUALITY = 0.88

/** Returns the size of an upright picture, or null for a file that the browser cannot open as one. */
export async function sizeOf(file: File): Promise<Size | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const { width, height } = picture
  picture.close()
  return { width, height }
}

/**
 * Cuts the square out of a picture and returns it as a JPEG. Drawing leaves out what the file says
 * besides, such as the place of a photo, and makes photos of any camera small enough to send.
 */
export async function cutSquare(file: File, crop: Crop): Promise<Uint8Array> {
  const picture = await createImageBitmap(file)
  const { left, top, side } = squareOf(crop, picture)
  const edge = Math.max(1, Math.round(Math.min(side, MAX_EDGE)))
  const canvas = document.createElement('canvas')
  canvas.width = edge
  canvas.height = edge
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser has no canvas')
  // JPEG has no transparency: without this, clear parts turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, edge, edge)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, left, top, side, side, 0, 0, edge, edge)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY)
  })
  if (!blob) throw new Error('The browser cannot write a JPEG')
  return new Uint8Array(await blob.arrayBuffer())
}
