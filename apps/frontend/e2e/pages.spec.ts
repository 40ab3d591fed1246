import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { launchBrowser, newAthlete } from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
})

describe('the pages beside the web app', () => {
  it.each([
    ['/api/v1/docs', 'Create an account and have a verification link mailed'],
    ['/dev/mail', 'Local mailbox'],
  ])('%s has all the browser lets it have', async (path, sentence) => {
    const { page, context, complaints } = await newAthlete(browser, 'reader')

    await page.goto(path)
    await page.getByText(sentence).first().waitFor()

    expect(complaints).toEqual([])
    await context.close()
  })
})
