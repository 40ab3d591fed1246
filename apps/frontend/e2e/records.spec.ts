import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { heading, signUp } from './steps.ts'

const run = Date.now().toString(36)

let browser: Browser
let mia: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  mia = await newAthlete(browser, `mia${run}`, { viewport: { width: 320, height: 700 } })
  await signUp(mia)
}, 90_000)

afterAll(async () => {
  await browser?.close()
})

/** The day so many days ago where she lives. */
const dayAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-CA', {
    timeZone: 'Europe/Berlin',
  })

/** Two leg days in the last two weeks, as another app has them. */
function legDays(): string {
  const set = (days: number, order: number, kilograms: number, reps: number) =>
    `${dayAgo(days)} 18:00:00,"Leg day",1h,"Squat (Barbell)",${order},${kilograms},${reps},0,0,,,`
  return [
    'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
    set(9, 1, 95, 5),
    set(4, 1, 100, 5),
    set(4, 2, 80, 8),
  ].join('\n')
}

/** Nothing sticks out to the side. */
async function expectNoSideways(athlete: Athlete): Promise<void> {
  const isWide = () => document.documentElement.scrollWidth > window.innerWidth
  expect(await athlete.page.evaluate(isWide)).toBe(false)
}

describe('an athlete who wants to get stronger', { timeout: 90_000 }, () => {
  it('is told what the records page is for while there are none', async () => {
    const { page } = mia
    await page.goto('/progress')
    await page.getByText('No records yet').waitFor()
    await page.getByText('No strength work in this week').waitFor()
    await expectAccessible(page)
  })

  it('sees the records of what she did, and where they come from', async () => {
    const { page } = mia
    await page.goto('/imports')
    const file = { name: 'strong.csv', mimeType: 'text/csv', buffer: Buffer.from(legDays()) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Look into it' }).click()
    await page.getByLabel('Weights are in').selectOption('Kilograms')
    await page.getByRole('button', { name: 'Import 2 sessions' }).click()
    await page.getByText('are in your history').waitFor()

    await page.goto('/progress')
    const card = page.getByRole('table', { name: /Squat/ })
    await card.getByRole('row', { name: /Heaviest load 100 kg/ }).waitFor()
    await card.getByRole('row', { name: /Estimated maximum 116.67 kg/ }).waitFor()
    const weeksAgo = (new Date(dayAgo(0)).getUTCDay() + 6) % 7 >= 4 ? 0 : 1
    await page.getByLabel('Week from').selectOption({ index: weeksAgo })
    await page.getByRole('row', { name: /Quads 0 2/ }).waitFor()
    await expectAccessible(page)
    await expectNoSideways(mia)
  })

  it('follows one exercise over time', async () => {
    const { page } = mia
    await page.getByRole('link', { name: /Squat/ }).first().click()
    await page.getByText(/^2 sessions/).waitFor()
    await page.getByText('100 kg × 5', { exact: false }).first().waitFor()
    await page.getByRole('row', { name: /Most reps with 80 kg 8 reps/ }).waitFor()
    await page.getByText(/^Next time: 1 × 6 with 100 kg/).waitFor()
    await page.getByLabel('Estimated by').selectOption('Brzycki')
    await page.getByRole('row', { name: /Estimated maximum 112.5 kg/ }).waitFor()
    await expectAccessible(page)
    await expectNoSideways(mia)
  })

  it('takes a suggestion into the plan, and is told of the record it brings', async () => {
    const { page } = mia
    await page.goto('/sessions/new')
    await page.getByLabel('Title').fill('Heavier')
    await page.getByLabel('Day', { exact: true }).fill('')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('squat')
    await dialog
      .getByRole('button', { name: /^Barbell Squat|^Squat/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByRole('button', { name: /^Put it into the plan/ }).click()
    const block = page.getByRole('group', { name: /block 1/ })
    await expect.poll(() => block.getByLabel(/Weight/).inputValue()).toBe('100')
    expect(await block.getByLabel(/Reps/).inputValue()).toBe('6')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await heading(page, 'Heavier')
    await page.getByRole('button', { name: /as planned/ }).click()
    await page.getByText(/new records?$/).waitFor()
    await page.getByText(/Estimated maximum: 120 kg/).waitFor()
    await expectAccessible(page)
    await expectNoSideways(mia)
    expect(mia.complaints).toEqual([])
  })

  it('is told what to do while she does it, and has it filled in when she asks', async () => {
    const { page } = mia
    await page.getByRole('button', { name: /^Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    const block = page.getByRole('group', { name: /block 1/ })
    await block.getByLabel(/Sets/).fill('2')
    await page.getByRole('button', { name: 'Save plan' }).click()
    const start = page.getByRole('link', { name: 'Start and log' })
    await start.waitFor()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/suggestion')) asked.push(request.url())
    })
    await start.click()
    const first = page.getByRole('group', { name: /set 1$/ })
    const second = page.getByRole('group', { name: /set 2$/ })
    const line = page.getByText(/^Suggested: 2 × \d+ with [\d.]+ kg$/)
    await line.waitFor()
    const [, reps = '', load = ''] =
      /× (\d+) with ([\d.]+)/.exec((await line.textContent()) ?? '') ?? []
    await first.getByRole('checkbox').click()
    await second.getByLabel(/Weight/).fill('50')
    const fill = page.getByRole('button', { name: /^Fill into the open sets/ })
    expect(await fill.isVisible()).toBe(false)
    await line.click()
    await expectAccessible(page)
    await expectNoSideways(mia)
    await fill.click()

    await expect.poll(() => second.getByLabel(/Weight/).inputValue()).toBe(load)
    expect(await second.getByLabel(/Reps/).inputValue()).toBe(reps)
    expect(await first.getByLabel(/Weight/).inputValue()).toBe('100')
    expect(await second.getByRole('checkbox').getAttribute('aria-checked')).toBe('false')
    expect(new Set(asked).size).toBe(1)
  })

  it('reads it all in German', async () => {
    const { page } = mia
    await page.goto('/progress')
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByRole('heading', { name: 'Bestleistungen' }).waitFor()
    await page
      .getByRole('row', { name: /Schwerste Last/ })
      .first()
      .waitFor()
    await expectNoSideways(mia)
  })
})
