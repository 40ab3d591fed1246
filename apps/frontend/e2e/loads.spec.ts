import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let kim: Athlete
let session: string

test.beforeAll(async ({ browser }) => {
  kim = await newAthlete(browser, uniqueName('kim'), narrowPhone)
  await signUp(kim)
  await callApi(kim.page, 'PUT', '/users/me', { unit: 'lb', weight: 80 })
  const exercises = [
    { name: 'Curl of mine', planned: { sets: 2, reps: 5 } },
    { name: 'Dips', metric: 'reps', planned: { reps: 8 } },
    { name: 'Plank of mine', metric: 'duration', planned: { sets: 1 } },
  ]
  const planned = { title: 'Arms', plannedFor: new Date().toISOString(), exercises }
  session = (await callApi<{ id: string }>(kim.page, 'POST', '/sessions', planned)).id
  await callApi(kim.page, 'POST', `/sessions/${session}/start`)
})

test.afterAll(() => kim.context.close())

test.describe('loads', () => {
  test('are typed in pounds, for one side, or as help', async () => {
    const { page } = kim
    await page.goto(`/sessions/${session}/do`)
    const curl = page.getByRole('group', { name: 'Curl of mine, set 1' })
    await curl.getByLabel(/Weight/).fill('21.25')
    await curl.getByRole('button', { name: /Working set, change/ }).click()
    await page.getByRole('menuitem', { name: 'Left' }).click()
    await curl.getByRole('checkbox').click()
    await expect(curl.getByRole('button', { name: /Working set, Left, change/ })).toBeVisible()

    const dips = page.getByRole('group', { name: 'Dips, set 1' })
    await dips.getByLabel(/Weight/).fill('20')
    await dips.getByRole('button', { name: /change/ }).click()
    await expectAccessible(page)
    await page.getByRole('menuitem', { name: 'Weight is help (machine, band)' }).click()
    await expect(dips.getByLabel(/Weight/)).toHaveValue('-20')
    await dips.getByRole('checkbox').click()
    await expect(dips.getByRole('checkbox')).toBeChecked()
  })

  test('an empty set is not ticked', async () => {
    const { page } = kim
    const plank = page.getByRole('group', { name: 'Plank of mine, set 1' })
    await plank.getByRole('checkbox').click()

    await expect(page.getByText('Enter what you did first')).toBeVisible()
    await expect(plank.getByRole('checkbox')).not.toBeChecked()
  })

  test('are shown as typed, with the body weight that counts', async () => {
    const { page } = kim
    await expect
      .poll(async () => {
        const { exercises } = await callApi<{ exercises: { actual: object[] }[] }>(
          page,
          'GET',
          `/sessions/${session}`,
        )
        return exercises.flatMap(({ actual }) => actual).length
      })
      .toBe(2)
    await callApi(page, 'PATCH', `/sessions/${session}/complete`, {})
    await page.goto(`/sessions/${session}`)

    await expectHeading(page, 'Arms')
    await expect(page.getByText('L 21.25 lb × 5')).toBeVisible()
    await expect(page.getByText('20 lb help × 8')).toBeVisible()
    await expect(page.getByText('Counts 176.37 lb of your body weight in each rep.')).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  test('the body weight counts no longer once it is turned off', async () => {
    const { page } = kim
    await page.goto('/profile')
    await page.getByLabel('Count my body weight in pull-ups, dips and push-ups').click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your profile is saved.')).toBeVisible()

    await expect
      .poll(async () => {
        const { totals } = await callApi<{ totals: { volume: number } }>(
          page,
          'GET',
          `/sessions/${session}`,
        )
        return totals.volume
      })
      .toBe(48.194189)
  })
})
