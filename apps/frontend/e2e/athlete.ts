import { existsSync } from 'node:fs'

import packaged from '@sparticuz/chromium'
import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { expect, inject } from 'vitest'

const baseUrl = inject('webAppUrl')
const systemChromium = '/usr/bin/chromium'

export interface Athlete {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about: broken scripts, refused content. */
  readonly complaints: string[]
}

export async function launchBrowser(): Promise<Browser> {
  const isInstalled = existsSync(systemChromium)
  return chromium.launch({
    executablePath: isInstalled ? systemChromium : await packaged.executablePath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
}

/** Somebody with a phone of their own. */
export async function newAthlete(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Athlete> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|hydrat|Warning:/i.test(message.text())) {
      complaints.push(message.text())
    }
  })
  return { name, page, context, complaints }
}

/** The link in the newest mail to an address, once it has arrived. */
export async function linkFromMail(to: string, path: string): Promise<string> {
  const link = new RegExp(`${path}\\?token=[\\w-]+`)
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await fetch(`${baseUrl}/dev/mail?format=json`)
    const mails = (await answer.json()) as { to: string | string[]; text: string }[]
    const found = mails
      .filter((mail) => String(mail.to).includes(to))
      .flatMap(({ text }) => text.match(link) ?? [])
    if (found[0]) return found[0]
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`No mail to ${to} with a link to ${path}`)
}

/** No serious or critical finding by axe, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // A toast on its way in or out is half transparent. What a closed `details` holds is not drawn,
    // and its transitions stay in the list after their end.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState === 'finished'),
    )
    // The dark differs in its colours only.
    const findings = await findBarriers(page, colorScheme === 'dark' ? ['color-contrast'] : null)
    expect(findings, `${page.url()} ${colorScheme}`).toEqual([])
  }
}

async function findBarriers(page: Page, rules: string[] | null): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: typeof axe }).axe.run({
        resultTypes: ['violations'],
        preload: false,
        ...(rules && { runOnly: rules }),
      }),
    rules,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
