import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { heading, signUp } from './steps.ts'

const run = Date.now().toString(36)

let browser: Browser
let ida: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  ida = await newAthlete(browser, `ida${run}`)
  await signUp(ida)
}, 90_000)

afterAll(async () => {
  await browser?.close()
})

/** A Monday at least a week from now: `YYYY-MM-DD`. */
function nextMonday(): string {
  const day = new Date(Date.now() + 7 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}

describe('an athlete who trains every week', { timeout: 90_000 }, () => {
  it('plans a series on days of her choice', async () => {
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
    await page.getByText('Repeats every week on Monday and Thursday, 4 times.').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await heading(page, 'Leg day')
    await page.getByText('Repeats every week on Monday and Thursday, 4 times.').waitFor()
    await page.goto('/sessions')
    await expect.poll(() => page.getByText('Leg day').count()).toBe(4)
  })

  it('sees what repeats, how and when it is next', async () => {
    const { page } = ida
    await page.getByRole('link', { name: 'See what repeats' }).click()
    await heading(page, 'What repeats')
    await page
      .getByText(/^Repeats every week on Monday and Thursday, 4 times, at \d\d:\d\d\.$/)
      .waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: /^Next: / }).click()
    await heading(page, 'Leg day')
    await page.goto('/sessions')
  })

  it('is asked how much of it she means when she changes one', async () => {
    const { page } = ida
    await page.getByText('Leg day').nth(1).click()
    await page.getByRole('button', { name: 'Actions for Leg day' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Heavy leg day')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('How much do you mean?').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'This and following' }).click()

    await heading(page, 'Heavy leg day')
    await page.getByText(/^Repeats every week on Monday and Thursday, 2 times\.$/).waitFor()
    await page.goto('/sessions')
    await expect.poll(() => page.getByText('Heavy leg day').count()).toBe(2)
  })

  it('gives the rest another rhythm', async () => {
    const { page } = ida
    await page.getByText('Heavy leg day').last().click()
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByText('Tue', { exact: true }).click()
    await page.getByText('Thu', { exact: true }).click()
    await page.getByText('Repeats every week on Monday and Tuesday, 2 times.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('How much do you mean?').waitFor()
    expect(await page.getByRole('button', { name: 'Only this one' }).count()).toBe(0)
    await page.getByRole('button', { name: 'This and following' }).click()
    await page.getByText('Repeats every week on Monday and Tuesday, 2 times.').waitFor()
    await page.goto('/sessions')
    await expect.poll(() => page.getByText('Heavy leg day').count()).toBe(2)
  })

  it('misses one and shifts the rest', async () => {
    const { page } = ida
    await page.getByText('Heavy leg day').last().click()
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'I missed it: shift the rest' }).click()
    await page.getByRole('dialog').getByLabel('By').selectOption('2')
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Shift' }).click()
    await page.getByText('Your plan is shifted.').waitFor()
    await page.getByText('Repeats every week on Wednesday and Thursday, 2 times.').waitFor()
  })

  it('cancels all that is left', async () => {
    const { page } = ida
    await page.getByRole('button', { name: 'Actions for Heavy leg day' }).click()
    await page.getByRole('menuitem', { name: 'Cancel session' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'All', exact: true }).click()
    await page.getByText('Session cancelled.').waitFor()
    await page.goto('/sessions')
    await expect.poll(() => page.getByText('Cancelled', { exact: true }).count()).toBe(2)
  })

  it('subscribes to her sessions in her calendar', async () => {
    const { page, context } = ida
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/profile')
    await page.getByRole('button', { name: 'Make the address' }).click()
    const address = await page.getByLabel('Address of your calendar').inputValue()
    await page.getByRole('button', { name: 'Copy address' }).click()
    await page.getByText('Copied.').waitFor()
    await expectAccessible(page)

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
    const path = new URL(address).pathname
    const calendar = await (await page.request.get(path)).text()
    expect(calendar).toContain('SUMMARY:Leg day')
    expect(calendar).toContain('STATUS:CANCELLED')

    await page.getByRole('button', { name: 'Make a new address' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new address' }).click()
    await expect
      .poll(() => page.getByLabel('Address of your calendar').inputValue())
      .not.toBe(address)
    expect((await page.request.get(path)).status()).toBe(404)
    await page.getByRole('button', { name: 'Turn off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
    await page.getByRole('button', { name: 'Make the address' }).waitFor()
    expect(ida.complaints).toEqual([])
  })

  it('ends one', async () => {
    const { page } = ida
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto('/series')
    await page.getByText('Over', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Actions for Leg day' }).click()
    await page.getByRole('menuitem', { name: 'End the series' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'End the series' }).click()
    await page.getByText('The series has ended.').waitFor()
    await page.getByRole('button', { name: 'Actions for Leg day' }).waitFor({ state: 'hidden' })
    await expectAccessible(page)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true)
  })

  it('plans in German, too', async () => {
    const { page } = ida
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await heading(page, 'Was sich wiederholt')
    await expectAccessible(page)
    await page.goto('/sessions/new')
    await page.getByLabel('Tag', { exact: true }).fill(nextMonday())
    await page.getByLabel('Wiederholung').selectOption('workdays')
    await page.getByLabel('Endet').selectOption('count')
    await page.getByText('Wiederholt sich Montag bis Freitag, 12-mal.').waitFor()
    await expectAccessible(page)
  })
})
