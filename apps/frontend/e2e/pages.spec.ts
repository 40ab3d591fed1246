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
