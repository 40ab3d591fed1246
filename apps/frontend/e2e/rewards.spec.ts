import { badgesApi } from '@fitvibe/contract'
import { expect, type Page, test } from '@playwright/test'

import { expectNoSidewaysScroll, expectSoundStructure } from './accessibility.ts'
import { callApi } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { chooseLanguage, expectHeading, navigate, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let mia: Athlete
let tom: Athlete

test.beforeAll(async ({ browser }) => {
  mia = await newAthlete(browser, uniqueName('mia'), narrowPhone)
  tom = await newAthlete(browser, uniqueName('tom'))
  await Promise.all([signUp(mia), signUp(tom)])
})

test.afterAll(() => Promise.all([mia.context.close(), tom.context.close()]))

/** Takes a screenshot into the folder that `SCREENSHOTS` names, if it is set. */
async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test.describe('rewards', () => {
  test('explain how a streak begins', async () => {
    const { page } = mia
    await expect(page.getByRole('heading', { name: 'Weeks in a row' })).toBeVisible()
    await expect(
      page.getByText('Plan a week and do what you planned', { exact: false }),
    ).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectSoundStructure(page)
  })

  test('include a badge for the first session', async () => {
    const { page } = mia
    await page.goto('/sessions/log')
    await page.getByLabel('Title').fill('Spontaneous plank')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('plank')
    await dialog.getByRole('button', { name: /Plank/ }).first().click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByRole('button', { name: 'Save session' }).click()

    await expect(page.getByText('New badge')).toBeVisible()
    await expect(page.getByText('First session', { exact: true })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectSoundStructure(page)
    await screenshot(page, 'new-badge-320')
    await page.getByRole('link', { name: 'All badges' }).click()
  })

  test('say why a badge was earned, and the progress to the next', async () => {
    const { page } = mia
    await expectHeading(page, 'Badges')
    await expect(page.getByText(/Earned on .* with “Spontaneous plank”/)).toBeVisible()
    await expect(page.getByText('weeks: 1 of 12')).toBeVisible()
    await expect(page.getByText(`1 of ${badgesApi.BadgeCode.options.length} earned`)).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectSoundStructure(page)
    await screenshot(page, 'badges-320')
    await page.getByRole('link', { name: 'See “Spontaneous plank”' }).click()
    await expectHeading(page, 'Spontaneous plank')

    await page.goto('/')
    await expect(page.getByText('week in a row', { exact: true })).toBeVisible()
    await expect(page.getByText('trained anyway: it counts', { exact: false })).toBeVisible()
    await screenshot(page, 'home-320')
  })

  test('rank the athlete on the leaderboard only after opting in', async () => {
    const { page } = mia
    await page.goto('/points')
    await expectNoSidewaysScroll(page)
    await page.getByRole('link', { name: 'Leaderboard' }).click()
    await expect(page.getByText('You do not take part', { exact: true })).toBeVisible()
    await expectSoundStructure(page)
    await page.getByRole('switch', { name: 'Take part' }).click()
    await expect(page.getByText('You take part now.')).toBeVisible()
    await expect(page.getByText('Only you so far')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await screenshot(page, 'leaderboard-alone-320')

    await callApi(tom.page, 'PUT', '/users/me', { visibility: 'public', onLeaderboard: true })
    await callApi(page, 'PUT', `/people/${tom.name}/follow`)
    await page.getByLabel('Period').selectOption('month')
    await expect(page.getByRole('row', { name: new RegExp(tom.name) })).toBeVisible()
    await expect(page.getByRole('row')).toHaveCount(3)
    await expectNoSidewaysScroll(page)
    await expectSoundStructure(page)
    await screenshot(page, 'leaderboard-320')

    await page.getByRole('switch', { name: 'Take part' }).click()
    await expect(page.getByText('You do not take part', { exact: true })).toBeVisible()
    await expect(page.getByText(tom.name)).toHaveCount(0)
    expect(mia.complaints).toEqual([])
  })

  test('are shown in German', async () => {
    const { page } = mia
    await page.setViewportSize({ width: 1280, height: 900 })
    await chooseLanguage(page, 'de')
    await expectHeading(page, 'Rangliste')
    await navigate(page, 'Punkte')
    await page.getByRole('link', { name: 'Abzeichen' }).click()
    await expectHeading(page, 'Abzeichen')
    await expect(page.getByText('Erstes Training', { exact: true })).toBeVisible()
    await expect(page.getByText('Wochen: 1 von 12')).toBeVisible()
    await expectSoundStructure(page)
    await screenshot(page, 'badges-de')
    await page.goto('/')
    await expect(page.getByText('Woche in Folge', { exact: true })).toBeVisible()
    await screenshot(page, 'home-de')
  })
})
