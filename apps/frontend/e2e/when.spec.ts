import { expect, test } from '@playwright/test'

import { expectAccessible } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { daysAgoInBerlin, expectHeading, signUp, signUpOnPages } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let liv: Athlete

test.beforeAll(async ({ browser }) => {
  liv = await newAthlete(browser, uniqueName('liv'))
  await signUp(liv)
})

test.afterAll(() => liv.context.close())

test.describe('the time of a session', () => {
  test('is measured in the units and weeks of the profile', async () => {
    const { page } = liv
    await page.goto('/profile')
    await page.getByLabel('Distances in').selectOption('mi')
    await page.getByLabel('Week starts on').selectOption('sunday')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your profile is saved')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Distances in')).toHaveValue('mi')
    await expect(page.getByLabel('Week starts on')).toHaveValue('sunday')
  })

  test('begins when the form that logs it says', async () => {
    const { page } = liv
    await page.goto('/sessions/log')
    await page.getByLabel('Title').fill('Morning run')
    await page.getByLabel('Started on').fill(daysAgoInBerlin(1))
    await page.getByLabel('Start', { exact: true }).fill('06:30')
    await page.getByLabel('Duration', { exact: true }).fill('4000')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('Morning run')
    await dialog.getByRole('button', { name: /Use the name/ }).click()
    await dialog.getByLabel('Measured in').selectOption('distance_duration')
    await dialog.getByRole('button', { name: 'Use name' }).click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    const block = page.getByRole('group', { name: 'Morning run, block 1' })
    await block.getByLabel(/Distance/).fill('5')
    await block.getByLabel(/Duration/).fill('4000')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save session' }).click()

    await expectHeading(page, 'Morning run')
    await expect(page.getByText('Yesterday, 06:30')).toBeVisible()
    await expect(page.getByText('40 min', { exact: true })).toBeVisible()
    await expect(page.getByText('5 mi · 40:00')).toBeVisible()
  })

  test('can be corrected afterwards', async () => {
    const { page } = liv
    const id = await logSession(page, 'Late entry')
    await page.goto(`/sessions/${id}/do`)
    await page.getByLabel('Started on').fill(daysAgoInBerlin(1))
    await page.getByLabel('Start', { exact: true }).fill('19:45')
    await page.getByLabel('Duration', { exact: true }).fill('10000')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save correction' }).click()

    await expectHeading(page, 'Late entry')
    await expect(page.getByText('Yesterday, 19:45')).toBeVisible()
    await expect(page.getByText('1 h 00 min', { exact: true })).toBeVisible()
  })

  test('is corrected on the clock of the place where it was', async () => {
    const { page } = liv
    const startedAt = `${daysAgoInBerlin(1)}T06:15:00.000Z`
    const id = await logSession(page, 'Far away', {
      timezone: 'America/New_York',
      completed: { startedAt, durationSec: 1_800 },
    })
    await page.goto(`/sessions/${id}/do`)
    const start = page.getByLabel('Start', { exact: true })
    await expect(page.getByText('in the zone America/New York')).toBeVisible()
    await expect(start).toHaveValue(/^0[12]:15$/)
    await start.fill('04:30')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save correction' }).click()

    await expectHeading(page, 'Far away')
    await expect(page.getByText(/, 04:30/)).toBeVisible()
    const corrected = await callApi<{ startedAt: string }>(page, 'GET', `/sessions/${id}`)
    expect(corrected.startedAt).toMatch(/T0[89]:30:00.000Z$/)
  })

  test('is in miles and weeks from Sunday for an American, who registers on the page', async ({
    browser,
  }) => {
    const abe = await newAthlete(browser, uniqueName('abe'), { locale: 'en-US' })
    await signUpOnPages(abe)

    const me = await callApi<object>(abe.page, 'GET', '/users/me')
    await abe.context.close()
    expect(me).toMatchObject({ distanceUnit: 'mi', weekStart: 'sunday' })
  })

  test('causes no browser errors', () => {
    expect(liv.complaints).toEqual([])
  })
})
