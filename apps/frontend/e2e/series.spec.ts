import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let ida: Athlete

test.beforeAll(async ({ browser }) => {
  ida = await newAthlete(browser, uniqueName('ida'))
  await signUp(ida)
})

test.afterAll(() => ida.context.close())

/** A Monday at least a week from now: `YYYY-MM-DD`. */
function nextMonday(): string {
  const day = new Date(Date.now() + 7 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}

test.describe('a weekly series', () => {
  test('is planned on chosen weekdays', async () => {
    const { page } = ida
    await page.goto('/sessions/new')
    await page.getByLabel('Title').fill('Leg day')
    await page.getByLabel('Day', { exact: true }).fill(nextMonday())
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('squat')
    await dialog.getByRole('button', { name: /Squat/ }).first().click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()

    await page.getByLabel('Repeats').selectOption('weekly')
    await page.getByText('Thu', { exact: true }).click()
    await page.getByLabel('Ends').selectOption('count')
    await page.getByLabel('How often').fill('4')
    const rule = page.getByText('Repeats every week on Monday and Thursday, 4 times.')
    await expect(rule).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await expectHeading(page, 'Leg day')
    await expect(rule).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByText('Leg day')).toHaveCount(4)
  })

  test('is listed with its rule and its next session', async () => {
    const { page } = ida
    await page.getByRole('link', { name: 'See your series' }).click()
    await expectHeading(page, 'Series')
    await expect(
      page.getByText(/^Repeats every week on Monday and Thursday, 4 times, at \d\d:\d\d\.$/),
    ).toBeVisible()
    await expectSoundStructure(page)
    await page.getByRole('link', { name: /^Next: / }).click()
    await expectHeading(page, 'Leg day')
    await page.goto('/sessions')
  })

  test('asks for the scope of an edit', async () => {
    const { page } = ida
    await page.getByText('Leg day').nth(1).click()
    await page.getByRole('button', { name: 'Actions for Leg day' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Heavy leg day')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Which ones do you mean?')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'This and following' }).click()

    await expectHeading(page, 'Heavy leg day')
    await expect(
      page.getByText(/^Repeats every week on Monday and Thursday, 2 times\.$/),
    ).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByText('Heavy leg day')).toHaveCount(2)
  })

  test('changes its rule for the following sessions', async () => {
    const { page } = ida
    await page.getByText('Heavy leg day').last().click()
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByText('Tue', { exact: true }).click()
    await page.getByText('Thu', { exact: true }).click()
    const rule = page.getByText('Repeats every week on Monday and Tuesday, 2 times.')
    await expect(rule).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Which ones do you mean?')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Only this one' })).toHaveCount(0)
    await page.getByRole('button', { name: 'This and following' }).click()
    // The form shows the rule, too.
    await expectHeading(page, 'Heavy leg day')
    await expect(rule).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByText('Heavy leg day')).toHaveCount(2)
  })

  test('is shifted after a missed session', async () => {
    const { page } = ida
    await page.getByText('Heavy leg day').last().click()
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'I missed it: shift the rest' }).click()
    await page.getByRole('dialog').getByLabel('By').selectOption('2')
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Shift' }).click()
    await expect(page.getByText('Your plan is shifted.')).toBeVisible()
    await expect(
      page.getByText('Repeats every week on Wednesday and Thursday, 2 times.'),
    ).toBeVisible()
  })

  test('is cancelled as a whole', async () => {
    const { page } = ida
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'Cancel session' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'All', exact: true }).click()
    await expect(page.getByText('Session cancelled.')).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByText('Cancelled', { exact: true })).toHaveCount(2)
  })

  test('appears in a calendar subscription', async () => {
    const { page, context } = ida
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/profile')
    await page.getByRole('button', { name: 'Create address' }).click()
    const field = page.getByLabel('Address of your calendar')
    const address = await field.inputValue()
    await page.getByRole('button', { name: 'Copy address' }).click()
    await expect(page.getByText('Copied.')).toBeVisible()
    await expectAccessible(page)

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
    const path = new URL(address).pathname
    const calendar = await (await page.request.get(path)).text()
    expect(calendar).toContain('SUMMARY:Leg day')
    expect(calendar).toContain('STATUS:CANCELLED')

    await page.getByRole('button', { name: 'Create new address' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Create new address' }).click()
    await expect(field).not.toHaveValue(address)
    expect((await page.request.get(path)).status()).toBe(404)
    await page.getByRole('button', { name: 'Turn off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
    await expect(page.getByRole('button', { name: 'Create address' })).toBeVisible()
    expect(ida.complaints).toEqual([])
  })

  test('is ended', async () => {
    const { page } = ida
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto('/series')
    await expect(page.getByText('Ended', { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Actions for Leg day' }).click()
    await page.getByRole('menuitem', { name: 'End the series' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'End the series' }).click()
    await expect(page.getByText('The series has ended.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Actions for Leg day' })).toBeHidden()
    await expectSoundStructure(page)
    await expectNoSidewaysScroll(page)
  })

  test('is planned in German', async () => {
    const { page } = ida
    await chooseLanguage(page, 'de')
    await expectHeading(page, 'Serien')
    await expectSoundStructure(page)
    await page.goto('/sessions/new')
    await page.getByLabel('Tag', { exact: true }).fill(nextMonday())
    await page.getByLabel('Wiederholung').selectOption('workdays')
    await page.getByLabel('Endet').selectOption('count')
    await expect(page.getByText('Wiederholt sich Montag bis Freitag, 12-mal.')).toBeVisible()
    await expectSoundStructure(page)
  })
})
