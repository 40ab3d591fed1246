import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, logIn, navigate, signUp, todayInBerlin } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let ida: Athlete

test.beforeAll(async ({ browser }) => {
  ida = await newAthlete(browser, uniqueName('ida'), narrowPhone)
  await signUp(ida)
})

test.afterAll(() => ida.context.close())

/** Plans a leg day for today: two exercises with two sets of five each. */
async function planLegDay(page: Page, title: string) {
  await page.goto('/sessions/new')
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Day', { exact: true }).fill(todayInBerlin())
  await page.getByRole('button', { name: 'Add exercises' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['Box squat', 'Step up']) {
    await dialog.getByRole('searchbox').fill(`${name} of mine`)
    await dialog.getByRole('button', { name: /Use the name/ }).click()
    await dialog.getByRole('button', { name: 'Use name' }).click()
  }
  await dialog.getByRole('button', { name: 'Add 2 exercises' }).click()
  for (const name of ['Box squat', 'Step up']) {
    const block = page.getByRole('group', { name: `${name} of mine, block 1` })
    await block.getByLabel(/Sets/).fill('2')
    await block.getByLabel(/Weight/).fill('60')
    await block.getByLabel(/Reps/).fill('5')
    await block.getByLabel(/Rest/).fill('90')
  }
  await page.getByRole('button', { name: 'Save plan' }).click()
  await expectHeading(page, title)
}

const setRow = (page: Page, name: string, number: number) =>
  page.getByRole('group', { name: `${name} of mine, set ${number}` })

const checkbox = (page: Page, name: string, number: number) =>
  setRow(page, name, number).getByRole('checkbox')

test.describe('logging a session set by set', () => {
  test('starts the session, or returns without starting it', async () => {
    const { page } = ida
    await planLegDay(page, 'Monday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await page.getByRole('button', { name: 'Not now' }).click()
    await expectHeading(page, 'Monday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await expect(page.getByRole('button', { name: 'Not now' })).toBeVisible()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('logs a set with one tap, counts down the rest and survives a reload', async () => {
    const { page } = ida
    await checkbox(page, 'Box squat', 1).click()
    await expect(page.getByRole('timer').getByText(/1:[0-3]\d/)).toBeVisible()
    await setRow(page, 'Box squat', 2).getByLabel(/RPE/).fill('9')
    const stored = page.waitForResponse((answer) => answer.url().endsWith('/sets/1') && answer.ok())
    await checkbox(page, 'Box squat', 2).click()
    await stored

    await page.reload()

    await expect(checkbox(page, 'Box squat', 2)).toBeChecked()
    await expect(setRow(page, 'Box squat', 2).getByLabel(/RPE/)).toHaveValue('9')
    await expectSoundStructure(page)
  })

  test('keeps a set while offline and sends it later', async () => {
    const { page, context } = ida
    await context.setOffline(true)
    await checkbox(page, 'Step up', 1).click()
    await expect(page.getByText('No connection: 1 set is saved')).toBeVisible()
    await expectAccessible(page)
    await expect(checkbox(page, 'Step up', 1)).toBeChecked()

    await context.setOffline(false)

    await expect(page.getByText('No connection')).toBeHidden()
    await page.reload()
    await expect(checkbox(page, 'Step up', 1)).toBeChecked()
  })

  test('continues on another device, where an exercise is replaced', async ({ browser }) => {
    const tablet = await newAthlete(browser, ida.name)
    const { page } = tablet
    await page.goto('/login')
    await logIn(tablet)
    await page.getByRole('link', { name: 'Continue with Monday legs' }).click()
    await expect(checkbox(page, 'Step up', 1)).toBeChecked()
    await page.getByRole('button', { name: 'Actions for Step up of mine' }).click()
    await page.getByRole('menuitem', { name: 'Replace' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('Leg press of mine')
    await dialog.getByRole('button', { name: /Use the name/ }).click()
    await dialog.getByRole('button', { name: 'Use name' }).click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await expect(page.getByText('Replaced by Leg press of mine')).toBeVisible()
    await expect(page.getByText('Instead of Step up of mine')).toBeVisible()
    const item = page.getByRole('listitem').filter({ hasText: 'Leg press of mine' }).last()
    await item.getByRole('button', { name: 'Add set' }).click()
    const row = setRow(page, 'Leg press', 1)
    await row.getByLabel(/Weight/).fill('120')
    await row.getByLabel(/Reps/).fill('8')
    const stored = page.waitForResponse((answer) => answer.url().endsWith('/sets/0') && answer.ok())
    await checkbox(page, 'Leg press', 1).click()
    await stored
    expect(tablet.complaints).toEqual([])
    await tablet.context.close()
  })

  test('finishes with what was logged and shows planned and actual side by side', async () => {
    const { page } = ida
    await page.reload()
    await expect(checkbox(page, 'Leg press', 1)).toBeChecked()
    await page.getByRole('button', { name: /^Finish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()

    await expect(page.getByText('Well done!')).toBeVisible()
    await expect(page.getByText('Replaced · 100% of plan')).toBeVisible()
    await expect(page.getByText('120 kg × 8')).toBeVisible()
    await expect(page.getByText(/planned: 1,200 kg/)).toBeVisible()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('shows the last time and uses it for an empty field', async () => {
    const { page } = ida
    await planLegDay(page, 'Thursday legs')
    await page.getByRole('link', { name: 'Start and log' }).click()
    await expect(page.getByText(/Last time, .*: 60 kg × 5/).first()).toBeVisible()
    const weight = setRow(page, 'Box squat', 2).getByLabel(/Weight/)
    await weight.fill('')
    await expect(weight).toHaveAttribute('placeholder', '60')
    await checkbox(page, 'Box squat', 2).click()
    await expect(weight).toHaveValue('60')
    await page.getByRole('button', { name: 'Actions for Step up of mine' }).click()
    await page.getByRole('menuitem', { name: 'Skip' }).click()
    await expect(page.getByText('Skipped', { exact: true })).toBeVisible()
    await expectSoundStructure(page)
    await page.getByRole('button', { name: /^Finish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()
    await expect(page.getByText('Well done!')).toBeVisible()
    await expect(page.getByText('50% of plan').first()).toBeVisible()
    await expect(page.getByText('Not done').first()).toBeVisible()
  })

  test('charts the actual work beside the plan', async () => {
    const { page } = ida
    await navigate(page, 'Progress')
    await expect(page.getByText('grey: planned')).toBeVisible()
    await page.getByText('Show as table').click()
    await expect(page.getByText('planned: 2,400 kg').first()).toBeVisible()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('causes no browser errors', () => {
    expect(ida.complaints).toEqual([])
  })
})
