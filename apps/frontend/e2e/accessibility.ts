import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const contrast = 'color-contrast'

/**
 * Fails on a serious or critical finding of axe, in light or dark. Both schemes share their
 * structure and differ in colours, so dark repeats the contrast alone.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectSoundStructure(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // A toast that fades in or out is half transparent. Elements in a closed `details` are not drawn,
    // and their transitions stay in the list after they end.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState === 'finished'),
    )
    const findings = await findingsOf(page, { runOnly: [contrast] })
    expect(findings, `${page.url()} in ${colorScheme}`).toEqual([])
  }
}

/**
 * Runs every rule but contrast, which takes nine tenths of the time. For pages that
 * `accessibility.spec.ts` checks in both colour schemes.
 */
export async function expectSoundStructure(page: Page): Promise<void> {
  const findings = await findingsOf(page, { rules: { [contrast]: { enabled: false } } })
  expect(findings, page.url()).toEqual([])
}

/** Fails if the page scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `width of ${page.url()}`).toBe(page.viewportSize()?.width)
}

/** Injects axe once a document: AxeBuilder of @axe-core/playwright injects 550 kB for each run. */
async function findingsOf(page: Page, options: axe.RunOptions): Promise<string[]> {
  const isInjected = await page.evaluate(() => 'axe' in window)
  if (!isInjected) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: typeof axe }).axe.run(options),
    { resultTypes: ['violations' as const], preload: false, ...options },
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
