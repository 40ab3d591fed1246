import { createHash } from 'node:crypto'

import { expect, type Page, test } from '@playwright/test'

import { expectAccessible } from './accessibility.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { createAccount, expectHeading, logIn } from './steps.ts'

test.describe.configure({ mode: 'serial' })

const LOGIN = '**/api/v1/auth/login'
const WORKER = '**/assets/proofOfWork.worker-*.js'

/** The server's answer to a login without a captcha after ten wrong passwords. */
const refusal = {
  code: 'UNPROCESSABLE',
  message: 'Solve a captcha first and send its answer with the request.',
  details: [
    {
      path: 'body.captcha',
      message: 'Solve a captcha first and send its answer with the request.',
    },
  ],
  requestId: '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
}

let kim: Athlete

test.beforeAll(async ({ browser }) => {
  kim = await newAthlete(browser, uniqueName('kim'))
  await createAccount(kim)
})

test.afterEach(async () => {
  await kim.page.unroute(LOGIN)
  await kim.page.unroute(WORKER)
})

test.afterAll(() => kim.context.close())

/** Rejects logins without a captcha and collects the captchas of the others. */
async function requireCaptchas(page: Page): Promise<string[]> {
  const captchas: string[] = []
  await page.route(LOGIN, async (route) => {
    const { captcha } = route.request().postDataJSON() as { captcha?: string }
    if (captcha === undefined) return route.fulfill({ status: 422, json: { error: refusal } })
    captchas.push(captcha)
    return route.continue()
  })
  return captchas
}

const leadingZeroBits = (text: string) =>
  Math.clz32(createHash('sha256').update(text).digest().readUInt32BE())

test.describe('a login that requires a captcha', () => {
  test('reports that the browser cannot solve it', async () => {
    const { page } = kim
    await requireCaptchas(page)
    await page.route(WORKER, (route) => route.abort())

    await page.goto('/login')
    await logIn(kim)

    await expect(page.getByRole('alert').getByText('did not pass the robot check')).toBeVisible()
    await expectAccessible(page)
  })

  test('solves it without the user, shows that it does, and logs in', async () => {
    const { page } = kim
    const captchas = await requireCaptchas(page)
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route(WORKER, async (route) => {
      await released
      await route.continue()
    })

    await page.goto('/login')
    await logIn(kim)
    await expect(
      page.getByRole('status').getByText('Checking that this is a browser…'),
    ).toBeVisible()
    release()

    await expectHeading(page, `Hi ${kim.name}`)
    expect(captchas).toHaveLength(1)
    expect(leadingZeroBits(captchas[0] ?? '')).toBeGreaterThanOrEqual(16)
  })

  test('causes no browser errors', () => {
    expect(kim.complaints).toEqual([])
  })
})
