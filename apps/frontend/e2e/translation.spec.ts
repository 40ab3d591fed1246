import { expect, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { FRENCH } from './french.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let nora: Athlete
let otto: Athlete
let id = ''

test.beforeAll(async ({ browser }) => {
  nora = await newAthlete(browser, uniqueName('nora'))
  otto = await newAthlete(browser, uniqueName('otto'), narrowPhone)
  await Promise.all([signUp(nora), signUp(otto)])
})

test.afterAll(() => Promise.all([nora.context.close(), otto.context.close()]))

test.describe('a session in another language', () => {
  test('is translated once somebody has read it, and shows its original in the feed', async () => {
    const { page } = otto
    await callApi(nora.page, 'PUT', '/users/me', { visibility: 'public' })
    const more = { visibility: 'public', notes: FRENCH.notes, sharesNotes: true }
    id = await logSession(nora.page, FRENCH.title, more)
    const read = () => callApi<{ translated: boolean }>(page, 'GET', `/feed/${id}?lang=en`)
    await expect.poll(async () => (await read()).translated).toBe(true)

    await page.goto(`/people/${nora.name}`)
    await expect(page.getByText('Legs and back')).toBeVisible()
    await expect(page.getByText('Translated from French')).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)

    await page.getByRole('button', { name: 'Show original' }).click()
    await expect(page.getByText(FRENCH.title)).toBeVisible()
    await expect(page.getByText(FRENCH.title)).toHaveAttribute('lang', 'fr')
    await page.getByRole('button', { name: 'Show translation' }).click()
    await page.getByText('Legs and back').click()
  })

  test('shows the original of its title and notes', async () => {
    const { page } = otto
    await expectHeading(page, 'Legs and back')
    await expect(page.getByText('Very heavy')).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Show original' }).click()
    await expectHeading(page, FRENCH.title)
    await expect(page.getByText(FRENCH.notes)).toBeVisible()
    expect(otto.complaints).toEqual([])
  })

  test('has no translation after its athlete has deleted them', async () => {
    const { page } = nora
    await page.goto('/profile')
    await page.getByRole('button', { name: 'Delete translations' }).click()
    await expect(page.getByText('The translations of your texts are deleted.')).toBeVisible()

    await otto.page.goto(`/feed/${id}`)
    await expectHeading(otto.page, FRENCH.title)
    expect(nora.complaints).toEqual([])
  })
})
