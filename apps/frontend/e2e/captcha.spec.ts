import { createHash } from 'node:crypto'

import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { type Athlete, expectAccessible, launchBrowser, newAthlete } from './browser.ts'
import { confirmAddress, heading, logIn, register } from './steps.ts'

const LOGIN = '**/api/v1/auth/login'
const WORKER = '**/assets/proofOfWork.worker-*.js'

/** What the server answers to a guess that comes late (bruteForce.test.ts of the backend). */
const refusal = {
  code: 'UNPROCESSABLE',
  message: 'Solve a captcha first and send its answer along.',
  details: [{ path: 'body.captcha', message: 'Solve a captcha first and send its answer along.' }],
  requestId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
}

let browser: Browser
let kim: Athlete

beforeAll(async () => {
  browser = await launchBrowser()
  kim = await newAthlete(browser, `kim${Date.now().toString(36)}`)
  await kim.page.goto('/register')
  await register(kim)
  await confirmAddress(kim)
})

afterEach(async () => {
  await kim.page.unroute(LOGIN)
  await kim.page.unroute(WORKER)
})

afterAll(async () => {
  await browser?.close()
})

/** Has logins refused that come without a captcha, and notes what the others bring. */
async function askForCaptchas(page: Page): Promise<string[]> {
  const answers: string[] = []
  await page.route(LOGIN, async (route) => {
    const { captcha } = route.request().postDataJSON() as { captcha?: string }
    if (captcha === undefined) return route.fulfill({ status: 422, json: { error: refusal } })
    answers.push(captcha)
    return route.continue()
  })
  return answers
}

const zeroBits = (text: string) =>
  Math.clz32(createHash('sha256').update(text).digest().readUInt32BE())

describe('a login that is asked for a captcha', () => {
  it('says so where the browser cannot solve it', async () => {
    const { page } = kim
    await askForCaptchas(page)
    await page.route(WORKER, (route) => route.abort())

    await page.goto('/login')
    await logIn(kim)

    await page.getByRole('alert').getByText('could not pass the check for robots').waitFor()
    await expectAccessible(page)
  })

  it('solves it by itself, says what it does, and goes through', async () => {
    const { page } = kim
    const answers = await askForCaptchas(page)
    let goOn = () => {}
    const isSeen = new Promise<void>((resolve) => (goOn = resolve))
    await page.route(WORKER, async (route) => {
      await isSeen
      await route.continue()
    })

    await page.goto('/login')
    await logIn(kim)
    await page.getByRole('status').getByText('Checking that this is a browser…').waitFor()
    goOn()

    await heading(page, `Hi ${kim.name}`)
    expect(answers).toHaveLength(1)
    expect(zeroBits(answers[0] ?? '')).toBeGreaterThanOrEqual(16)
  })

  it('met nothing the browser complained about', () => {
    expect(kim.complaints).toEqual([])
  })
})
