import { describe, expect, it } from 'vitest'

import { fitted, MIDDLE, moved, squareOf } from './crop.ts'

const wide = { width: 400, height: 200 }
const tall = { width: 200, height: 400 }

describe('a crop', () => {
  it('begins with the largest square in the middle', () => {
    expect(squareOf(MIDDLE, wide)).toEqual({ left: 100, top: 0, side: 200 })
    expect(squareOf(MIDDLE, tall)).toEqual({ left: 0, top: 100, side: 200 })
  })

  it('zooms into its centre', () => {
    expect(squareOf({ ...MIDDLE, zoom: 2 }, wide)).toEqual({ left: 150, top: 50, side: 100 })
  })

  it('follows a drag: the picture moves with the pointer', () => {
    const crop = moved(MIDDLE, wide, { x: 0.25, y: 0 })

    expect(squareOf(crop, wide)).toEqual({ left: 50, top: 0, side: 200 })
  })

  it('never leaves the picture, whatever the drag or the zoom', () => {
    for (const size of [wide, tall])
      for (const zoom of [0, 1, 2.5, 9])
        for (const by of [-9, -0.3, 0, 0.3, 9]) {
          const crop = moved(fitted({ ...MIDDLE, zoom }, size), size, { x: by, y: -by })
          const { left, top, side } = squareOf(crop, size)

          expect(Math.min(left, top)).toBeGreaterThanOrEqual(-1e-9)
          expect(left + side).toBeLessThanOrEqual(size.width + 1e-9)
          expect(top + side).toBeLessThanOrEqual(size.height + 1e-9)
        }
  })

  it('comes back inside when it zooms out at an edge', () => {
    const corner = moved({ ...MIDDLE, zoom: 4 }, wide, { x: 9, y: 9 })

    expect(squareOf(fitted({ ...corner, zoom: 1 }, wide), wide)).toEqual({
      left: 0,
      top: 0,
      side: 200,
    })
  })
})
