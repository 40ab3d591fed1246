import { deflateSync, crc32 } from 'node:zlib'

import { expect, type Page, test } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { callApi, logSession } from './api.ts'
import { type Athlete, newAthlete, uniqueName } from './athlete.ts'
import { expectHeading, signUp } from './steps.ts'

test.describe.configure({ mode: 'serial' })

let nora: Athlete
let otto: Athlete

test.beforeAll(async ({ browser }) => {
  nora = await newAthlete(browser, uniqueName('nora'))
  otto = await newAthlete(browser, uniqueName('otto'))
  await Promise.all([signUp(nora), signUp(otto)])
})

test.afterAll(() => Promise.all([nora.context.close(), otto.context.close()]))

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(data.length, 0)
  numbers.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)])
}

/** A PNG of 400 × 200: its left half is red, its right half blue. */
function halves(): Buffer {
  const row = Buffer.from([0, ...Array<number>(200).fill(0), ...Array<number>(200).fill(1)])
  const head = Buffer.from([0, 0, 1, 0x90, 0, 0, 0, 200, 8, 3, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from([200, 30, 30, 30, 30, 200])),
    chunk('IDAT', deflateSync(Buffer.concat(Array<Buffer>(200).fill(row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const file = { name: 'otto.png', mimeType: 'image/png', buffer: halves() }

async function choose(page: Page, chosen = file): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose picture' }).click()
  await (await chooser).setFiles(chosen)
}

const avatarOf = async (page: Page) =>
  (await callApi<{ avatarUrl: string | null }>(page, 'GET', '/users/me')).avatarUrl

/** The colours at the left and the right edge of the stored picture. */
const edges = (page: Page) =>
  page.evaluate(async () => {
    const me = await (await fetch('/api/v1/users/me')).json()
    const picture = await createImageBitmap(await (await fetch(me.avatarUrl)).blob())
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    return [10, picture.width - 10].map((x) => {
      const [red = 0, , blue = 0] = context?.getImageData(x, 256, 1, 1).data ?? []
      return red > blue ? 'red' : 'blue'
    })
  })

const isLoaded = (page: Page, selector: string) =>
  expect
    .poll(() =>
      page
        .locator(selector)
        .first()
        .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth),
    )
    .toBeGreaterThan(0)

test('a picture is chosen, cropped and sent', async () => {
  const { page } = otto
  await page.goto('/profile')
  await choose(page)
  const dialog = page.getByRole('dialog', { name: 'Choose the part to show' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await dialog.getByRole('button', { name: 'Use picture' }).click()

  await expect(page.getByText('Your new picture is there.')).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(await edges(page)).toEqual(['red', 'blue'])
  await isLoaded(page, 'header img')
  await isLoaded(page, 'main img')
  await expectAccessible(page)
})

test('the part to show is dragged, moved by keys and zoomed', async () => {
  const { page } = otto
  await choose(page)
  const area = page.getByRole('button', { name: /^Part of the picture/ })
  const box = (await area.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const [middle, height] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(middle, height)
  await page.mouse.down()
  await page.mouse.move(middle + 190, height, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Use picture' }).click()
  await expect.poll(() => edges(page)).toEqual(['red', 'red'])

  await choose(page)
  await page.getByLabel('Zoom').fill('2')
  await area.focus()
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowLeft')
  await page.getByRole('button', { name: 'Use picture' }).click()
  await expect.poll(() => edges(page)).toEqual(['blue', 'blue'])
})

test('a lost connection is shown, and the picture is sent once it is back', async () => {
  const { page } = otto
  const before = await avatarOf(page)
  await page.route('**/users/me/avatar', (route) => route.abort('connectionreset'))
  await choose(page)
  await page.getByRole('button', { name: 'Use picture' }).click()
  await expect(page.getByText(/^The connection is lost/)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Sending your picture' })).toBeVisible()
  await expectAccessible(page)

  await page.unroute('**/users/me/avatar')

  await expect(page.getByText(/^The connection is lost/)).toBeHidden()
  await expect.poll(() => avatarOf(page)).not.toBe(before)
})

test('a file that is no picture is refused before anything is sent', async () => {
  const { page } = otto
  await choose(page, { ...file, buffer: Buffer.from('no picture') })

  await expect(page.getByText(/is not a picture that your browser can open/)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a dropped picture is cropped as well', async () => {
  const { page } = otto
  const bytes = [...halves()]
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array(content)], 'otto.png', { type: 'image/png' }))
    return transfer
  }, bytes)
  await page.dispatchEvent('.fvDrop', 'drop', { dataTransfer: dropped })

  await expect(page.getByRole('dialog', { name: 'Choose the part to show' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('other people see the picture on the profile, in lists and in the feed', async () => {
  const { page, name } = otto
  await callApi(page, 'PUT', '/users/me', { visibility: 'public' })
  await logSession(page, 'Legs for all', { visibility: 'public' })
  await callApi(nora.page, 'PUT', `/people/${name}/follow`)
  const picture = `main img[src*="/people/${name}/avatar/"]`

  await nora.page.goto(`/people/${name}`)
  await expectHeading(nora.page, name)
  await isLoaded(nora.page, picture)
  await nora.page.goto('/people')
  await isLoaded(nora.page, `${picture}[src$="size=small"]`)
  await nora.page.goto('/feed')
  await isLoaded(nora.page, `${picture}[src$="size=small"]`)
})

test('a picture is removed', async () => {
  const { page } = otto
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()

  await expect(page.getByText('Your picture is removed.')).toBeVisible()
  await expect(page.locator('header img')).toHaveCount(0)
  expect(await avatarOf(page)).toBeNull()
})
