import { readFile } from 'node:fs/promises'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { heading, signUp } from './steps.ts'

const FILE = [
  'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Squat (Barbell)",1,100.0,5,0,0,,,8',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Squat (Barbell)",Rest Timer,0,0,0,120,,,',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Zercher walk",1,60.0,5,0,0,,,',
  '2026-01-10 18:00:00,"Leg day",1h 5m,"Zercher walk",2,NaN,5,0,0,,,',
].join('\n')

let browser: Browser
let ivy: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  ivy = await newAthlete(browser, 'ivy', { viewport: { width: 1_200, height: 900 } })
  await signUp(ivy)
})

afterAll(() => browser.close())

describe('an athlete who comes from another app', () => {
  it('looks into the file, answers, and brings it along', async () => {
    const { page } = ivy
    await page.goto('/profile')
    await page.getByRole('link', { name: 'Import a history' }).click()
    await heading(page, 'Import')
    await expectAccessible(page)

    const file = { name: 'strong.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Look into it' }).click()
    await page.getByRole('rowheader', { name: 'Sessions' }).waitFor()
    await page.getByText('1 row needs a look').click()
    await page.getByText('This is no number').waitFor()
    const commit = page.getByRole('button', { name: 'Import 1 session' })
    expect(await commit.isDisabled()).toBe(true)
    await page.getByLabel('Weights are in').selectOption('Kilograms')
    await page.getByLabel('Zercher walk becomes').selectOption('An exercise of mine')
    await expectAccessible(page)
    await commit.click()

    await page.getByText('1 sessions with 2 sets are in your history.').waitFor()
    await page.getByText('Imported sessions earn no points').waitFor()
    await page.getByRole('link', { name: 'See them' }).click()
    await page.getByText('Leg day').waitFor()
  })

  it('takes the history away as a file', async () => {
    const { page } = ivy
    await page.goto('/profile')
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export sets (CSV)' }).click()
    const taken = await waiting

    expect(taken.suggestedFilename()).toBe('fitvibe-history.csv')
    expect(await readFile(await taken.path(), 'utf8')).toContain('Zercher walk')
  })

  it('takes the import back', async () => {
    const { page } = ivy
    await page.goto('/imports')
    await page.getByRole('button', { name: 'Undo strong.csv' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 sessions removed, 0 changed ones kept.').waitFor()
    await page.goto('/sessions')
    await page.getByText('No sessions yet').waitFor()
  })

  it('met nothing the browser complained about', () => {
    expect(ivy.complaints).toEqual([])
  })
})
