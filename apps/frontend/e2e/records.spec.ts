import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, daysAgoInBerlin, expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let mia: Athlete

test.beforeAll(async ({ browser }) => {
  mia = await newAthlete(browser, uniqueName('mia'), narrowPhone)
  await signUp(mia)
})

test.afterAll(() => mia.context.close())

/** Two leg days in the last two weeks, as the app Strong exports them. */
function legDays(): string {
  const set = (daysAgo: number, order: number, kilograms: number, reps: number) =>
    `${daysAgoInBerlin(daysAgo)} 18:00:00,"Leg day",1h,"Squat (Barbell)",${order},${kilograms},${reps},0,0,,,`
  return [
    'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
    set(9, 1, 95, 5),
    set(4, 1, 100, 5),
    set(4, 2, 80, 8),
  ].join('\n')
}

test.describe('personal records', () => {
  test('are explained while there are none', async () => {
    const { page } = mia
    await page.goto('/progress')
    await expect(page.getByText('No personal records yet')).toBeVisible()
    await expect(page.getByText('No strength work this week')).toBeVisible()
    await expectSoundStructure(page)
  })

  test('are shown with their session after an import', async () => {
    const { page } = mia
    await page.goto('/imports')
    const file = { name: 'strong.csv', mimeType: 'text/csv', buffer: Buffer.from(legDays()) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByLabel('Weights are in').selectOption('Kilograms')
    await page.getByRole('button', { name: 'Import 2 sessions' }).click()
    await expect(page.getByText('are in your history')).toBeVisible()

    await page.goto('/progress')
    const card = page.getByRole('table', { name: /Squat/ })
    await expect(card.getByRole('row', { name: /Heaviest weight 100 kg/ })).toBeVisible()
    await expect(card.getByRole('row', { name: /Estimated maximum 116.67 kg/ })).toBeVisible()
    const weekday = (new Date(daysAgoInBerlin(0)).getUTCDay() + 6) % 7
    const weeksAgo = weekday >= 4 ? 0 : 1
    await page.getByLabel('Week from').selectOption({ index: weeksAgo })
    await expect(page.getByRole('row', { name: /Quads 0 2/ })).toBeVisible()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('of one exercise are charted over time', async () => {
    const { page } = mia
    await page.getByRole('link', { name: /Squat/ }).first().click()
    await expect(page.getByText(/^2 sessions/)).toBeVisible()
    await expect(page.getByText('100 kg × 5', { exact: false }).first()).toBeVisible()
    await expect(page.getByRole('row', { name: /Most reps with 80 kg 8 reps/ })).toBeVisible()
    await expect(page.getByText(/^Next time: 1 × 6 with 100 kg/)).toBeVisible()
    await page.getByLabel('Estimated by').selectOption('Brzycki')
    await expect(page.getByRole('row', { name: /Estimated maximum 112.5 kg/ })).toBeVisible()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('are announced after a session planned from a suggestion', async () => {
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
    await page.getByRole('button', { name: /^Add to plan/ }).click()
    const block = page.getByRole('group', { name: /block 1/ })
    await expect(block.getByLabel(/Weight/)).toHaveValue('100')
    await expect(block.getByLabel(/Reps/)).toHaveValue('6')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await expectHeading(page, 'Heavier')
    await page.getByRole('button', { name: /as planned/ }).click()
    await expect(page.getByText(/new personal records?$/)).toBeVisible()
    await expect(page.getByText(/Estimated maximum: 120 kg/)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    expect(mia.complaints).toEqual([])
  })

  test('lead to a suggestion while logging, which fills the open sets on request', async () => {
    const { page } = mia
    await page.getByRole('button', { name: /^Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    const block = page.getByRole('group', { name: /block 1/ })
    await block.getByLabel(/Sets/).fill('2')
    await page.getByRole('button', { name: 'Save plan' }).click()
    const start = page.getByRole('link', { name: 'Start and log' })
    await expect(start).toBeVisible()
    const requests: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/suggestion')) requests.push(request.url())
    })
    await start.click()
    const first = page.getByRole('group', { name: /set 1$/ })
    const second = page.getByRole('group', { name: /set 2$/ })
    const suggestion = page.getByText(/^Suggested: 2 × \d+ with [\d.]+ kg$/)
    await expect(suggestion).toBeVisible()
    const [, reps = '', load = ''] =
      /× (\d+) with ([\d.]+)/.exec((await suggestion.textContent()) ?? '') ?? []
    await first.getByRole('checkbox').click()
    await second.getByLabel(/Weight/).fill('50')
    const fill = page.getByRole('button', { name: /^Fill open sets/ })
    await expect(fill).toBeHidden()
    await suggestion.click()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await fill.click()

    await expect(second.getByLabel(/Weight/)).toHaveValue(load)
    await expect(second.getByLabel(/Reps/)).toHaveValue(reps)
    await expect(first.getByLabel(/Weight/)).toHaveValue('100')
    await expect(second.getByRole('checkbox')).not.toBeChecked()
    expect(new Set(requests).size).toBe(1)
  })

  test('are shown in German', async () => {
    const { page } = mia
    await page.goto('/progress')
    await chooseLanguage(page, 'de')
    await expect(page.getByRole('heading', { name: 'Bestleistungen' })).toBeVisible()
    await expect(page.getByRole('row', { name: /Höchstes Gewicht/ }).first()).toBeVisible()
    await expectNoSidewaysScroll(page)
  })
})
