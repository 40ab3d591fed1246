import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { go, heading, logIn, signUp } from './steps.ts'

const berlin = { timeZone: 'Europe/Berlin' }

let browser: Browser
let mia: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  mia = await newAthlete(browser, `mia${Date.now().toString(36)}`)
  await signUp(mia)
})

afterAll(async () => {
  await browser?.close()
})

describe('when something goes wrong', () => {
  it('points at what is missing in a plan', async () => {
    const { page } = mia
    await page.goto('/sessions/new')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await page.getByText('Please fill this in.').waitFor()
    await page.getByText('Add at least one exercise.').waitFor()
    await expectAccessible(page)
    expect(await page.getByLabel('Title').evaluate((field) => field.matches(':focus'))).toBe(true)
  })

  it('keeps what was typed while there is no connection', async () => {
    const { page, context } = mia
    await page.getByLabel('Title').fill('Basement session')
    await page.getByLabel('Day').fill(new Date().toLocaleDateString('sv-SE', berlin))
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
    await page.getByRole('alert').getByText('No connection to the server.').waitFor()
    await expectAccessible(page)
  })

  it('keeps it while the server is out of order, and saves it afterwards', async () => {
    const { page, context } = mia
    await context.setOffline(false)
    await page.route('**/api/v1/sessions', (route) => route.fulfill({ status: 502, body: '' }))
    await page.getByRole('button', { name: 'Save plan' }).click()
    await page.getByRole('alert').getByText('The server cannot answer right now.').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('Basement session')
    expect(await page.getByLabel('Notes').inputValue()).toBe('No signal down there')

    await page.unroute('**/api/v1/sessions')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await heading(page, 'Basement session')
    await page.getByText('No signal down there').waitFor()
  })

  it('completes a session once however often it is tapped', async () => {
    const { page } = mia
    await page.getByRole('button', { name: 'Done as planned' }).dblclick()
    await page.getByText('Well done!').waitFor()
    await expectAccessible(page)

    await page.goto('/points')
    await page.getByRole('link', { name: 'Basement session' }).first().waitFor()
    expect(await page.getByRole('link', { name: 'Basement session' }).count()).toBe(1)
    await go(page, 'Sessions')
    await page.getByText('Completed', { exact: true }).first().waitFor()
    expect(await page.getByText('Completed', { exact: true }).count()).toBe(1)
  })

  it('says so where a list cannot be loaded, and loads it when asked again', async () => {
    const { page } = mia
    const list = '**/api/v1/exercises**'
    await page.route(list, (route) => route.fulfill({ status: 502, body: '' }))
    await page.goto('/exercises')
    await page.getByRole('alert').getByText('The server cannot answer right now.').waitFor()
    await expectAccessible(page)
    await page.unroute(list)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText(/^\d+ exercises$/).waitFor()
  })

  it('explains links that are cut short and addresses that lead nowhere', async () => {
    const { page } = mia
    await page.goto('/verify?token=cut')
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await page.getByRole('alert').getByText('This link is not complete.').waitFor()
    await expectAccessible(page)
    await page.goto('/nowhere')
    await heading(page, 'Page not found')
    await expectAccessible(page)
  })

  it('speaks the language once chosen, here and on the next device', async () => {
    const { page } = mia
    await page.goto('/sessions/log')
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await heading(page, 'Training nachtragen')
    await expectAccessible(page)
    await page.reload()
    await heading(page, 'Training nachtragen')

    const tablet = await newAthlete(browser, mia.name)
    await tablet.page.goto('/login')
    await logIn(tablet)
    await tablet.page.getByRole('heading', { name: 'Diese Woche' }).waitFor()
    expect(await tablet.page.locator('html').getAttribute('lang')).toBe('de')
    expect(tablet.complaints).toEqual([])
  })

  it('met nothing the browser complained about', () => {
    expect(mia.complaints).toEqual([])
  })
})
