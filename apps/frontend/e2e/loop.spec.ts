import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { go, heading, signUp } from './steps.ts'

const run = Date.now().toString(36)
const berlin = { timeZone: 'Europe/Berlin' }

let browser: Browser
let ada: Athlete
let ben: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  ada = await newAthlete(browser, `ada${run}`)
  ben = await newAthlete(browser, `ben${run}`, { locale: 'de-DE' })
  await Promise.all([signUp(ada), signUp(ben, 'de')])
}, 90_000)

afterAll(async () => {
  await browser?.close()
})

describe('two athletes in the web app', { timeout: 60_000 }, () => {
  it('finds exercises and makes one of her own', async () => {
    const { page } = ada
    await go(page, 'Exercises')
    await page.getByRole('searchbox').fill('squat')
    await page.getByText('Squat').first().waitFor()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Muscle').selectOption('quadriceps')
    await page.getByText('Squat').first().waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'New exercise' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(`Sled drag ${run}`)
    await dialog.getByLabel('Measured in').selectOption('weight_distance')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText(`Sled drag ${run} is saved.`).waitFor()
    await dialog.waitFor({ state: 'hidden' })

    await page.getByRole('searchbox').fill(run)
    await page.getByLabel('Muscle').selectOption('')
    await page.getByRole('button', { name: `Actions for Sled drag ${run}` }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await dialog.getByLabel('Name').fill(`Sled pull ${run}`)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText(`Sled pull ${run} is saved.`).waitFor()
  })

  it('plans a session with the keyboard', async () => {
    const { page } = ada
    await go(page, 'Today')
    await page.getByRole('link', { name: 'Plan a session' }).first().click()
    await page.getByLabel('Title').fill('Lower body')
    // Due today: what is done more than a day before its date earns nothing.
    await page.getByLabel('Day').fill(new Date().toLocaleDateString('sv-SE', berlin))
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await expectAccessible(page)
    await dialog.getByRole('searchbox').fill('squat')
    await dialog.getByRole('button', { name: /Squat/ }).first().click()
    await dialog.getByRole('searchbox').fill('Hill sprint')
    await dialog.getByRole('button', { name: /Hill sprint.* name of your own/ }).click()
    await dialog.getByLabel('Measured in').selectOption('distance_duration')
    await dialog.getByRole('button', { name: 'Choose it' }).click()
    await dialog.getByRole('button', { name: 'Add 2 exercises' }).click()

    const block = page.getByRole('group', { name: /Squat.*, block 1/ })
    await block.getByLabel(/Sets/).fill('3')
    await block.getByLabel(/Weight/).fill('82,5')
    await block.getByLabel(/Reps/).fill('8')
    await block.getByLabel(/Reps/).press('Enter')
    const second = page.getByRole('group', { name: /Squat.*, block 2/ })
    await expect.poll(() => second.getByLabel(/Weight/).inputValue()).toBe('82.5')
    await second.getByRole('button', { name: /change/ }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    const run1 = page.getByRole('group', { name: 'Hill sprint, block 1' })
    await run1.getByLabel(/Distance/).fill('5')
    await run1.getByLabel(/Duration/).fill('2500')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await heading(page, 'Lower body')
    await page.getByText('82.5 kg × 8').first().waitFor()
    await page.getByText('5 km · 25:00').waitFor()
    await expectAccessible(page)
  })

  it('edits the plan', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Lower body' }).click()
    await expectAccessible(page)
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Legs and hills')
    await page.getByRole('button', { name: 'Save' }).click()
    await heading(page, 'Legs and hills')
  })

  it('logs it set by set and learns what it earned', async () => {
    const { page } = ada
    await page.getByRole('link', { name: 'Start and log' }).click()
    const third = page.getByRole('group', { name: /set 3$/ })
    await third.getByLabel(/Reps/).fill('6')
    for (const tick of await page.getByRole('checkbox', { name: /done$/ }).all()) await tick.click()
    await page.getByRole('timer').waitFor()
    await expectAccessible(page)
    await page.reload()
    await expect.poll(() => third.getByLabel(/Reps/).inputValue()).toBe('6')
    await page.getByRole('button', { name: /^Finish/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Duration').fill('4500')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Finish' }).dblclick()

    await page.getByText('Well done!').waitFor()
    await page.getByText('82.5 kg × 6').waitFor()
    await page.getByText('Completed', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('corrects it, completes another in one tap and logs a third without a plan', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Legs and hills' }).click()
    await page.getByRole('menuitem', { name: 'Correct the log' }).click()
    await page
      .getByRole('group', { name: /set 3$/ })
      .getByLabel(/Reps/)
      .fill('7')
    await page.getByRole('button', { name: 'Save correction' }).click()
    await page.getByText('82.5 kg × 7').waitFor()

    await page.getByRole('button', { name: 'Actions for Legs and hills' }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    await page.getByLabel('Title').fill('Once more')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await heading(page, 'Once more')
    await page.getByRole('button', { name: 'Done as planned' }).click()
    await page.getByText('Well done!').waitFor()

    await page.goto('/sessions/log')
    await page.getByLabel('Title').fill('Spontaneous plank')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('plank')
    await dialog.getByRole('button', { name: /Plank/ }).first().click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByRole('button', { name: 'Save session' }).click()
    await heading(page, 'Spontaneous plank')
    await page.getByText('Completed', { exact: true }).waitFor()
  })

  it('cancels and deletes', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    await page.getByRole('button', { name: 'Save plan' }).click()
    await page.getByRole('link', { name: 'Start and log' }).waitFor()
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Cancel session' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click()
    await page.getByText('Cancelled', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await heading(page, 'Sessions')
  })

  it('sees history, progress and points', async () => {
    const { page } = ada
    await page.getByText('Legs and hills').first().waitFor()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Status').selectOption('planned')
    await page.getByText('No session matches').waitFor()
    await page.getByLabel('Status').selectOption('completed')
    await page.getByText('Legs and hills').first().waitFor()
    await expectAccessible(page)

    await go(page, 'Progress')
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    await page.getByText('Months').click()
    await page.getByText('The last 12 months').waitFor()
    await page.getByText('Show as table').click()
    await expectAccessible(page)

    await page.getByRole('link', { name: /^\d+ points$/ }).click()
    await heading(page, 'Points')
    await page.getByRole('link', { name: 'Legs and hills' }).first().waitFor()
    await expectAccessible(page)
  })

  it('shares a session, which the other copies with credit given', async () => {
    const { page } = ada
    await page.getByRole('link', { name: 'Legs and hills' }).first().click()
    await page.getByLabel('Who sees it').selectOption('Everybody')
    await page.getByText('It is public now.').waitFor()
    await page.getByRole('link', { name: 'See it as others do' }).click()
    await page.getByRole('button', { name: 'Copy to my plan' }).waitFor()
    await expectAccessible(page)

    const stranger = await newAthlete(browser, 'stranger')
    await stranger.page.goto('/feed')
    await stranger.page
      .getByRole('link', { name: new RegExp(ada.name) })
      .first()
      .click()
    await stranger.page.getByRole('link', { name: 'Log in to copy it to your plan' }).waitFor()
    await expectAccessible(stranger.page)
    expect(stranger.complaints).toEqual([])
    await stranger.context.close()

    await ben.page.getByRole('link', { name: 'Feed' }).click()
    await expectAccessible(ben.page)
    await ben.page
      .getByRole('link', { name: new RegExp(ada.name) })
      .first()
      .click()
    await ben.page.getByRole('button', { name: 'In meinen Plan übernehmen' }).click()
    const dialog = ben.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'In meinen Plan übernehmen' }).click()
    await ben.page.getByText(`von ${ada.name}`).waitFor()
    await ben.page.getByText('82,5 kg × 8').first().waitFor()
    await expectAccessible(ben.page)
  })

  it('met nothing the browser complained about', () => {
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})
