import { expect, test } from '@playwright/test'

import { expectAccessible } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, desktop, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let eve: Athlete

test.beforeAll(async ({ browser }) => {
  eve = await newAthlete(browser, uniqueName('eve'), desktop)
  await signUp(eve)
})

test.afterAll(() => eve.context.close())

test.describe('an athlete and the names of exercises', () => {
  test('finds an exercise by its abbreviation, and in spite of a slip', async () => {
    const { page } = eve
    await page.goto('/exercises')
    await page.getByRole('searchbox').fill('rdl')
    await expect(page.getByText('Romanian Deadlift', { exact: true })).toBeVisible()
    await page.getByRole('searchbox').fill('sqaut')
    await expect(page.getByText('Squat', { exact: true })).toBeVisible()
  })

  test('archives an exercise and restores it', async () => {
    const { page } = eve
    await callApi(page, 'POST', '/exercises', { name: 'Sled spin' })
    await page.goto('/exercises')
    await page.getByRole('button', { name: 'Actions for Sled spin' }).click()
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    await expect(page.getByText('Sled spin', { exact: true })).toBeHidden()

    await page.getByLabel('Show archived exercises').check()
    await expect(page.getByText('Sled spin', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Actions for Sled spin' }).click()
    await page.getByRole('menuitem', { name: 'Restore' }).click()
    await expect(page.getByText('Sled spin is back.')).toBeVisible()
    await expect(page.getByText('No archived exercises')).toBeVisible()
    await page.getByLabel('Show archived exercises').uncheck()
    await expect(page.getByText('Sled spin', { exact: true })).toBeVisible()
  })

  test('links a name to an exercise with its history, and undoes it', async () => {
    const { page } = eve
    await logSession(page, 'Odd day', {
      exercises: [{ name: 'Downers', actual: { sets: 3, reps: 5, load: 100 } }],
    })
    const { items } = await callApi<{ items: { id: string }[] }>(page, 'GET', '/progress/exercises')
    await page.goto(`/progress/exercises/${items[0]?.id ?? ''}`)
    await expectHeading(page, 'Downers')
    await page.getByRole('button', { name: 'Link to an exercise' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('squat')
    await expectAccessible(page)
    await dialog
      .getByRole('button', { name: /^Squat/ })
      .first()
      .click()

    await expectHeading(page, 'Squat')
    await expect(page.getByText('Also logged as')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Undo link of Downers' }).click()
    await expect(page.getByText('Downers is just a name again.')).toBeVisible()
  })

  test('causes no browser errors', () => {
    expect(eve.complaints).toEqual([])
  })
})
