import { expect, it } from 'vitest'

import { cmOf, inchesOf } from './measurements.ts'

it('restores every hundredth of an inch', () => {
  const hundredths = Array.from({ length: 12_000 }, (_, index) => index / 100)

  expect(hundredths.filter((inches) => inchesOf(cmOf(inches)) !== inches)).toEqual([])
  expect([cmOf(33.1), cmOf(0.01)]).toEqual([84.074, 0.0254])
})
