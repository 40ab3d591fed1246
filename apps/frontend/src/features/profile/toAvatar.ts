import { usersApi } from '@fitvibe/contract'

/** Edge in pixels: enough for the sizes that the app shows, on dense screens too. */
const EDGE = 128
const TYPES = ['image/webp', 'image/jpeg']
const QUALITIES = [0.85, 0.7, 0.5]

/**
 * Crops a picture to a square and shrinks it to a data URL that a profile takes. Drawing leaves out
 * what the file says besides, such as the place of a photo. Returns null for a file that is no image.
 */
export async function toAvatar(file: File): Promise<string | null> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return null
  }
  const canvas = document.createElement('canvas')
  canvas.width = EDGE
  canvas.height = EDGE
  const side = Math.min(picture.width, picture.height)
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  const context = canvas.getContext('2d')
  if (!context) return null
  // JPEG has no transparency: without this, clear parts turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, EDGE, EDGE)
  context.drawImage(picture, left, top, side, side, 0, 0, EDGE, EDGE)
  picture.close()
  // A browser that cannot write a type returns PNG, which may be too large: then the next one is tried.
  const written = TYPES.flatMap((type) =>
    QUALITIES.map((quality) => canvas.toDataURL(type, quality)),
  )
  return written.find((url) => usersApi.AvatarImage.safeParse(url).success) ?? null
}
