import { describe, expect, it } from 'vitest'

import { deviceName } from './logins.rules.ts'

const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

describe('deviceName', () => {
  it.each([
    ['Firefox · Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['Firefox · iOS', `${IPHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`],
    ['Chrome · Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36`],
    ['Chrome · Android', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`],
    [
      'Chrome · ChromeOS',
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
    ],
    ['Safari · macOS', `${MAC} Version/18.0 Safari/605.1.15`],
    ['Safari · iOS', `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`],
    [
      'Safari · iPadOS',
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Version/16.6 Mobile/15E148 Safari/604.1',
    ],
    ['Edge · Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
    ['Opera · Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0`],
    ['Samsung Internet · Android', `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36`],
    ['Vivaldi · Windows', `${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Vivaldi/7.5`],
    ['curl', 'curl/8.5.0'],
    ['Windows', 'Something (Windows NT 10.0)'],
    [null, 'node'],
    [null, ''],
    [null, null],
  ])('is %s', (name, userAgent) => {
    expect(deviceName(userAgent)).toBe(name)
  })
})
