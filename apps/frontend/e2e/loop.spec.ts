import { expect, test } from '@playwright/test'

import { expectAccessible, expectSoundStructure } from './accessibility.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, navigate, signUp, signUpOnPages, todayInBerlin } from './steps.ts'

test.describe.configure({ mode: 'serial' })

const sledDrag = uniqueName('Sled drag ')
const sledPull = uniqueName('Sled pull ')

let ada: Athlete
let ben: Athlete

test.beforeAll(async ({ browser }) => {
  ada = await newAthlete(browser, uniqueName('ada'))
  ben = await newAthlete(browser, uniqueName('ben'), { locale: 'de-DE' })
  await Promise.all([signUp(ada), signUpOnPages(ben, 'de')])
})

test.afterAll(() => Promise.all([ada.context.close(), ben.context.close()]))

test.describe('two athletes from plan to shared session', () => {
  test('finds exercises and creates an exercise', async () => {
    const { page } = ada
    await navigate(page, 'Exercises')
    await page.getByRole('searchbox').fill('squat')
    await expect(page.getByText('Squat').first()).toBeVisible()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Muscle').selectOption('quadriceps')
    await expect(page.getByText('Squat').first()).toBeVisible()
    await expectSoundStructure(page)

    await page.getByRole('button', { name: 'New exercise' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(sledDrag)
    await dialog.getByLabel('Measured in').selectOption('weight_distance')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(`${sledDrag} is saved.`)).toBeVisible()
    await expect(dialog).toBeHidden()

    await page.getByRole('searchbox').fill(sledDrag)
    await page.getByLabel('Muscle').selectOption('')
    await page.getByRole('button', { name: `Actions for ${sledDrag}` }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await dialog.getByLabel('Name').fill(sledPull)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(`${sledPull} is saved.`)).toBeVisible()
  })

  test('plans a session with the keyboard', async () => {
    const { page } = ada
    await navigate(page, 'Today')
    await page.getByRole('link', { name: 'Plan a session' }).first().click()
    await page.getByLabel('Title').fill('Lower body')
    // Today, because a session done more than a day before its date earns no points.
    await page.getByLabel('Day', { exact: true }).fill(todayInBerlin())
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await expectAccessible(page)
    await dialog.getByRole('searchbox').fill('squat')
    await dialog.getByRole('button', { name: /Squat/ }).first().click()
    await dialog.getByRole('searchbox').fill('Hill sprint')
    await dialog.getByRole('button', { name: /Use the name .Hill sprint/ }).click()
    await dialog.getByLabel('Measured in').selectOption('distance_duration')
    await dialog.getByRole('button', { name: 'Use name' }).click()
    await dialog.getByRole('button', { name: 'Add 2 exercises' }).click()

    const block = page.getByRole('group', { name: /Squat.*, block 1/ })
    await block.getByLabel(/Sets/).fill('3')
    await block.getByLabel(/Weight/).fill('82,5')
    await block.getByLabel(/Reps/).fill('8')
    await block.getByLabel(/Reps/).press('Enter')
    const second = page.getByRole('group', { name: /Squat.*, block 2/ })
    await expect(second.getByLabel(/Weight/)).toHaveValue('82.5')
    await second.getByRole('button', { name: /change/ }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    const sprint = page.getByRole('group', { name: 'Hill sprint, block 1' })
    await sprint.getByLabel(/Distance/).fill('5')
    await sprint.getByLabel(/Duration/).fill('2500')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save plan' }).click()

    await expectHeading(page, 'Lower body')
    await expect(page.getByText('82.5 kg × 8').first()).toBeVisible()
    await expect(page.getByText('5 km · 25:00')).toBeVisible()
    await expectSoundStructure(page)
  })

  test('edits the plan', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Lower body' }).click()
    await expectAccessible(page)
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Legs and hills')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectHeading(page, 'Legs and hills')
  })

  test('logs the session set by set and shows the points it earned', async () => {
    const { page } = ada
    await page.getByRole('link', { name: 'Start and log' }).click()
    const third = page.getByRole('group', { name: /set 3$/ })
    await third.getByLabel(/Reps/).fill('6')
    for (const set of await page.getByRole('checkbox', { name: /done$/ }).all()) await set.click()
    await expect(page.getByRole('timer')).toBeVisible()
    await expectAccessible(page)
    await page.reload()
    await expect(third.getByLabel(/Reps/)).toHaveValue('6')
    await page.getByRole('button', { name: /^Finish/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Duration').fill('4500')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Finish' }).dblclick()

    await expect(page.getByText('Well done!')).toBeVisible()
    await expect(page.getByText('82.5 kg × 6')).toBeVisible()
    await expect(page.getByText('Completed', { exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  test('corrects the log, completes a session in one tap and logs one without a plan', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Legs and hills' }).click()
    await page.getByRole('menuitem', { name: 'Correct' }).click()
    const third = page.getByRole('group', { name: /set 3$/ })
    await third.getByLabel(/Reps/).fill('7')
    await page.getByRole('button', { name: 'Save correction' }).click()
    await expect(page.getByText('82.5 kg × 7')).toBeVisible()

    await page.getByRole('button', { name: 'Actions for Legs and hills' }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    await page.getByLabel('Title').fill('Once more')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expectHeading(page, 'Once more')
    await page.getByRole('button', { name: 'Done as planned' }).click()
    await expect(page.getByText('Well done!')).toBeVisible()

    await page.goto('/sessions/log')
    await page.getByLabel('Title').fill('Spontaneous plank')
    await page.getByRole('button', { name: 'Add exercises' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('plank')
    await dialog.getByRole('button', { name: /Plank/ }).first().click()
    await dialog.getByRole('button', { name: 'Add 1 exercise' }).click()
    await page.getByRole('button', { name: 'Save session' }).click()
    await expectHeading(page, 'Spontaneous plank')
    await expect(page.getByText('Completed', { exact: true })).toBeVisible()
  })

  test('cancels and deletes a session', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Plan again' }).click()
    await page.getByRole('button', { name: 'Save plan' }).click()
    await expect(page.getByRole('link', { name: 'Start and log' })).toBeVisible()
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Cancel session' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click()
    await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Actions for Spontaneous plank' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expectHeading(page, 'Sessions')
  })

  test('shows history, progress and points', async () => {
    const { page } = ada
    await expect(page.getByText('Legs and hills').first()).toBeVisible()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByLabel('Status').selectOption('planned')
    await expect(page.getByText('No session matches')).toBeVisible()
    await page.getByLabel('Status').selectOption('completed')
    await expect(page.getByText('Legs and hills').first()).toBeVisible()
    await expectSoundStructure(page)

    await navigate(page, 'Progress')
    await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible()
    await page.getByText('Months').click()
    await expect(page.getByText('The last 12 months').first()).toBeVisible()
    await page.getByText('Show as table').click()
    await expectSoundStructure(page)

    await page.getByRole('link', { name: /^\d+ points$/ }).click()
    await expectHeading(page, 'Points')
    await expect(page.getByRole('link', { name: 'Legs and hills' }).first()).toBeVisible()
    await expectSoundStructure(page)
  })

  test('shares a session, and the other athlete copies it with credit', async ({ browser }) => {
    const { page } = ada
    await page.getByRole('link', { name: 'Legs and hills' }).first().click()
    await page.getByLabel('Who sees it').selectOption('Everyone')
    await expect(page.getByText('It is public now.')).toBeVisible()
    await page.getByRole('link', { name: 'View as others' }).click()
    await expect(page.getByRole('button', { name: 'Copy to my plan' })).toBeVisible()
    await expectSoundStructure(page)

    const visitor = await newAthlete(browser, 'visitor')
    await visitor.page.goto('/feed')
    const shared = { name: new RegExp(ada.name) }
    await visitor.page.getByRole('link', shared).first().click()
    await expect(
      visitor.page.getByRole('link', { name: 'Log in to copy it to your plan' }),
    ).toBeVisible()
    await expectSoundStructure(visitor.page)
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()

    await ben.page.getByRole('link', { name: 'Feed' }).click()
    await expectSoundStructure(ben.page)
    await ben.page.getByRole('link', shared).first().click()
    await ben.page.getByRole('button', { name: 'In meinen Plan übernehmen' }).click()
    const dialog = ben.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'In meinen Plan übernehmen' }).click()
    await expect(ben.page.getByText(`von ${ada.name}`)).toBeVisible()
    await expect(ben.page.getByText('82,5 kg × 8').first()).toBeVisible()
    await expectSoundStructure(ben.page)
  })

  test('causes no browser errors', () => {
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})
