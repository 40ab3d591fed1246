/** The part of a picture to show: a square around a centre. */
export interface Crop {
  /** Centre as a share of the picture's width and height, 0 to 1. */
  readonly x: number
  readonly y: number
  /** 1 shows the largest square. */
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const MIDDLE: Crop = { x: 0.5, y: 0.5, zoom: 1 }
export const MAX_ZOOM = 4

/** Returns the square in pixels of the picture. */
export function squareOf({ x, y, zoom }: Crop, { width, height }: Size) {
  const side = Math.min(width, height) / zoom
  return { left: x * width - side / 2, top: y * height - side / 2, side }
}

/** Returns the crop closest to the given one whose square is inside the picture. */
export function fitted(crop: Crop, size: Size): Crop {
  const zoom = between(1, crop.zoom, MAX_ZOOM)
  const { side } = squareOf({ ...crop, zoom }, size)
  const [marginX, marginY] = [side / 2 / size.width, side / 2 / size.height]
  return {
    x: between(marginX, crop.x, 1 - marginX),
    y: between(marginY, crop.y, 1 - marginY),
    zoom,
  }
}

/** Moves the picture under the square, by shares of the square's side. */
export function moved(
  crop: Crop,
  size: Size,
  by: { readonly x: number; readonly y: number },
): Crop {
  const { side } = squareOf(crop, size)
  const x = crop.x - (by.x * side) / size.width
  const y = crop.y - (by.y * side) / size.height
  return fitted({ ...crop, x, y }, size)
}

const between = (min: number, value: number, max: number) => Math.min(Math.max(value, min), max)
