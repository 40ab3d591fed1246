import { expect, test } from '@playwright/test'

import { expectAccessible, expectSoundStructure } from './accessibility.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, logIn, navigate, signUp, todayInBerlin } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let mia: Athlete

test.beforeAll(async ({ browser }) => {
  mia = await newAthlete(browser, uniqueName('mia'))
  await signUp(mia)
})

test.afterAll(() => mia.context.close())

test.describe('when something goes wrong', () => {
  test('focuses the first missing field of a plan', async () => {
    const { page } = mia
    await page.goto('/sessions/new')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expect(page.getByText('Please fill this in.')).toBeVisible()
    await expect(page.getByText('Add at least one exercise.')).toBeVisible()
    await expectAccessible(page)
    await expect(page.getByLabel('Title')).toBeFocused()
  })

  test('keeps the form while offline', async () => {
    const { page, context } = mia
    await page.getByLabel('Title').fill('Basement session')
    await page.getByLabel('Day', { exact: true }).fill(todayInBerlin())
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('deadlift')
    await dialog
      .getByRole('button', { name: /Deadlift/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByLabel('Notes').fill('No signal down there')

    await context.setOffline(true)
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expect(page.getByRole('alert').getByText('No connection to the server.')).toBeVisible()
    await expectAccessible(page)
  })

  test('keeps the form while the server is down and saves it afterwards', async () => {
    const { page, context } = mia
    await context.setOffline(false)
    await page.route('**/api/v1/sessions', (route) => route.fulfill({ status: 502, body: '' }))
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expect(
      page.getByRole('alert').getByText('The server cannot answer right now.'),
    ).toBeVisible()
    await expect(page.getByLabel('Title')).toHaveValue('Basement session')
    await expect(page.getByLabel('Notes')).toHaveValue('No signal down there')

    await page.unroute('**/api/v1/sessions')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expectHeading(page, 'Basement session')
    await expect(page.getByText('No signal down there')).toBeVisible()
  })

  test('completes a session once on a double tap', async () => {
    const { page } = mia
    await page.getByRole('button', { name: 'Done as planned' }).dblclick()
    await expect(page.getByText('Well done!')).toBeVisible()
    await expectSoundStructure(page)

    await page.goto('/points')
    await expect(page.getByRole('link', { name: 'Basement session' })).toHaveCount(1)
    await navigate(page, 'Sessions')
    await expect(page.getByText('Completed', { exact: true })).toHaveCount(1)
  })

  test('reports a list that fails to load, and loads it on retry', async () => {
    const { page } = mia
    const list = '**/api/v1/exercises**'
    await page.route(list, (route) => route.fulfill({ status: 502, body: '' }))
    await page.goto('/exercises')
    await expect(
      page.getByRole('alert').getByText('The server cannot answer right now.'),
    ).toBeVisible()
    await expectAccessible(page)
    await page.unroute(list)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText(/^[\d,]+ exercises$/)).toBeVisible()
  })

  test('explains truncated links and unknown addresses', async () => {
    const { page } = mia
    for (const path of ['/reset', '/verify-email', '/verify']) {
      await page.goto(`${path}?token=cut`)
      // The token leaves the address as soon as the page has read it.
      await expect(page).toHaveURL((url) => url.pathname === path && url.search === '')
    }
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await expect(page.getByRole('alert').getByText('This link is incomplete.')).toBeVisible()
    await expectAccessible(page)
    await page.goto('/nowhere')
    await expectHeading(page, 'Page not found')
    await expectSoundStructure(page)
  })

  test('remembers the language on this device and the next', async ({ browser }) => {
    const { page } = mia
    await page.goto('/sessions/log')
    await chooseLanguage(page, 'de')
    await expectHeading(page, 'Training nachtragen')
    await expectSoundStructure(page)
    await page.reload()
    await expectHeading(page, 'Training nachtragen')

    const tablet = await newAthlete(browser, mia.name)
    await tablet.page.goto('/login')
    await logIn(tablet)
    await expect(tablet.page.getByRole('heading', { name: 'Diese Woche' })).toBeVisible()
    await expect(tablet.page.locator('html')).toHaveAttribute('lang', 'de')
    expect(tablet.complaints).toEqual([])
    await tablet.context.close()
  })

  test('causes no browser errors', () => {
    expect(mia.complaints).toEqual([])
  })
})
