import { expect, test } from '@playwright/test'

import { newAthlete } from './athlete.ts'

const pages = [
  ['/api/v1/docs', 'Create an account and mail a verification link'],
  ['/dev/mail', 'Local mailbox'],
] as const

test.describe('pages outside the web app', () => {
  for (const [path, sentence] of pages) {
    test(`${path} loads within the content security policy`, async ({ browser }) => {
      const { page, context, complaints } = await newAthlete(browser, 'reader')

      await page.goto(path)
      await expect(page.getByText(sentence).first()).toBeVisible()

      expect(complaints).toEqual([])
      await context.close()
    })
  }
})

test('the web app loads less than 300 kB of compressed scripts', async ({ browser }) => {
  const { page, context } = await newAthlete(browser, 'reader')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map((entry) => {
        const { encodedBodySize, decodedBodySize } = entry as PerformanceResourceTiming
        return { sent: encodedBodySize, read: decodedBodySize }
      }),
  )

  const sum = (key: 'sent' | 'read') => scripts.reduce((total, script) => total + script[key], 0)
  expect(sum('read')).toBeGreaterThan(500_000)
  expect(sum('sent')).toBeGreaterThan(0)
  expect(sum('sent')).toBeLessThan(300_000)
  await context.close()
})
