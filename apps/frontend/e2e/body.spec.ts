import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let kim: Athlete

test.beforeAll(async ({ browser }) => {
  kim = await newAthlete(browser, uniqueName('kim'), narrowPhone)
  await signUp(kim)
  await callApi(kim.page, 'PUT', '/users/me', { unit: 'lb' })
})

test.afterAll(() => kim.context.close())

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

test.describe('body measurements', () => {
  test('are entered in pounds and inches, for today and an earlier day', async () => {
    const { page } = kim
    await page.goto('/progress')
    await page.getByRole('link', { name: 'Body' }).click()
    await expectHeading(page, 'Body')
    await expect(page.getByText('No measurements yet')).toBeVisible()
    await expect(page.getByLabel('Waist')).toBeHidden()
    await page.getByRole('button', { name: 'Save measurements' }).click()
    await expect(page.getByText('Enter at least one value.')).toBeVisible()
    await expectAccessible(page)

    await page.getByLabel('Day').fill(daysAgo(40))
    await page.getByLabel('Body weight').fill('182.5')
    await page.getByRole('button', { name: 'More measurements' }).click()
    await page.getByLabel('Waist').fill('33.13')
    await page.getByRole('button', { name: 'Save measurements' }).click()
    await expect(page.getByText('Your measurements are saved.')).toBeVisible()
    await page.getByRole('button', { name: 'Fewer measurements' }).click()
    await expect(page.getByText('Last: 33.13 in')).toBeVisible()
    await expect(page.getByLabel('Neck')).toBeHidden()

    await page.getByLabel('Day').fill(daysAgo(0))
    await page.getByLabel('Body weight').fill('180.05')
    await page.getByRole('button', { name: 'Save measurements' }).click()
    await expect(page.getByText('Last: 180.05 lb')).toBeVisible()
  })

  test('have a chart, the change and a list by kind', async () => {
    const { page } = kim
    await expect(page.getByText('−2.45 lb').or(page.getByText('-2.45 lb'))).toBeVisible()
    await expect(page.locator('.recharts-line')).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)

    await page.getByLabel('Show', { exact: true }).selectOption('Waist')
    await expect(page.getByRole('button', { name: /^Delete 33\.13 in/ })).toBeVisible()
  })

  test('are deleted, and restored by an undo', async () => {
    const { page } = kim
    const remove = page.getByRole('button', { name: /^Delete 33\.13 in/ })
    await remove.click()
    await expect(page.getByText(/^Deleted: 33\.13 in/)).toBeVisible()
    await expect(remove).toBeHidden()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(remove).toBeVisible()
  })

  test('are the body weight of the profile', async () => {
    const { page } = kim
    await page.goto('/profile')
    await expect(page.getByLabel('Body weight', { exact: true })).toHaveValue('180.05')
  })
})
