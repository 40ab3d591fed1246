import { expect, type Page, test } from '@playwright/test'

import { pseudo, untranslated } from '../../../tests/pseudoLanguage.ts'
import { logSession } from './api.ts'
import { type Athlete, narrowPhone, newAthlete, uniqueName } from './athlete.ts'
import { createAccount, logIn } from './steps.ts'

/** Pages that a visitor sees, and pages that a logged-in athlete sees. */
const PUBLIC = [
  '/',
  '/login',
  '/register',
  '/resend',
  '/verify',
  '/forgot',
  '/reset',
  '/keep-account',
  '/stop-mails',
  '/export',
  '/feed',
  '/nowhere',
]
const PERSONAL = [
  '/',
  '/sessions',
  '/sessions/new',
  '/sessions/log',
  '/exercises',
  '/progress',
  '/points',
  '/badges',
  '/leaderboard',
  '/people',
  '/series',
  '/imports',
  '/reports',
  '/profile',
  '/data',
]

/** Words that are the same in every language, and units. */
const INTERNATIONAL = new Set(['FitVibe', 'kg', 'lb', 'm', 'km', 'h', 'min', 's', 'Uhr', 'kcal'])

let pia: Athlete
const data: string[] = []

test.beforeAll(async ({ browser }) => {
  pia = await newAthlete(browser, uniqueName('pia'), { ...narrowPhone, locale: 'de-DE' })
  await showPseudoLanguage(pia.page)
  // The server is not translated: its answers are data.
  pia.page.on('response', async (response) => {
    if (response.url().includes('/api/')) data.push(await response.text().catch(() => ''))
  })
})

test.afterAll(() => pia.context.close())

test.describe('the pseudo-language', () => {
  test('fills every page of a visitor and fits on it', async () => {
    for (const path of PUBLIC) await expectTranslated(pia.page, path)
  })

  test('fills every page of an athlete and fits on it', async () => {
    const { page, name } = pia
    await createAccount(pia, 'de')
    await page.goto('/login')
    await logIn(pia, 'de')
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
    await logSession(page, name)

    for (const path of PERSONAL) await expectTranslated(page, path)
  })
})

/** Serves the German texts bracketed and lengthened, in place of the file with German. */
async function showPseudoLanguage(page: Page): Promise<void> {
  await page.route(/\/assets\/de-[\w-]+\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `import { de as texts } from ${JSON.stringify(`${route.request().url()}?original`)}
        ${pseudo.toString()}
        export const de = pseudo(texts)`,
    }),
  )
}

async function expectTranslated(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')

  const texts = await page.evaluate(visibleTexts)
  const known = new Set([...words(data.join(' ')), ...INTERNATIONAL, ...dateWords()])
  const own = texts.flatMap(untranslated).filter((word) => !known.has(word))

  expect.soft(own, path).toEqual([])
  expect.soft(await page.evaluate(overflowing), `overflow of ${path}`).toEqual([])
}

/** Runs in the page: its texts, and the labels that screen readers announce. */
function visibleTexts(): string[] {
  // Languages and time zones are listed by their own names.
  const isData = (element: Element) =>
    element.closest('option, .mantine-Avatar-placeholder') !== null
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (parentElement?.checkVisibility() && !isData(parentElement)) texts.push(textContent ?? '')
  }
  const labelled = document.querySelectorAll('[aria-label], [placeholder], [title]')
  for (const element of [...labelled].filter((it) => !it.closest('[aria-hidden=true]')))
    for (const name of ['aria-label', 'placeholder', 'title'])
      texts.push(element.getAttribute(name) ?? '')
  return [...texts, document.title]
}

/** Runs in the page: elements that make it scroll sideways, and buttons that cut their text. */
function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  const cut = [...document.querySelectorAll('.mantine-Button-label')]
    .filter((label) => label.scrollWidth > label.clientWidth + 1)
    .map((label) => `cut: ${label.textContent}`)
  if (scrollWidth <= clientWidth) return cut
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => `${element.tagName}.${element.className}`)
    .concat(cut)
}

const words = (text: string) => text.match(/\p{L}+/gu) ?? []

/** Names of days and months and words such as "today", which the browser translates. */
function dateWords(): string[] {
  const days = Array.from({ length: 366 }, (_, day) => new Date(2028, 0, 1 + day))
  const styles = [
    { weekday: 'long', month: 'long' },
    { weekday: 'short', month: 'short' },
    { weekday: 'narrow', month: 'narrow' },
    { day: 'numeric', month: 'short' },
  ] as const
  const relative = new Intl.RelativeTimeFormat('de-DE', { numeric: 'auto' })
  return [
    ...styles.flatMap((style) =>
      days.flatMap((day) => words(day.toLocaleDateString('de-DE', style))),
    ),
    ...[-1, 0, 1].flatMap((days) => words(relative.format(days, 'day'))),
  ].flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)])
}
