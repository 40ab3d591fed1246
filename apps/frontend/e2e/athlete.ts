import { randomInt } from 'node:crypto'

import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'

export interface Athlete {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  /** Script errors, refused content and warnings that the browser reported. */
  readonly complaints: string[]
}

export const narrowPhone = { viewport: { width: 320, height: 640 } }
export const desktop = { viewport: { width: 1_200, height: 900 } }

/** Opens a browser profile for a user; no account exists yet. */
export async function newAthlete(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Athlete> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  return { name, page, context, complaints: collectComplaints(page) }
}

/** Adds digits, which match no label of a page: all test files share one database. */
export function uniqueName(name: string): string {
  return `${name}${randomInt(1_000_000_000)}`
}

function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|hydrat|Warning:/i.test(message.text())) {
      complaints.push(message.text())
    }
  })
  return complaints
}
