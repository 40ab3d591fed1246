import { type APIRequestContext, expect, type Page } from '@playwright/test'

import { callApi } from './api.ts'
import type { Athlete } from './athlete.ts'

export const password = 'Deadlift-220-kg!'

const words = {
  en: {
    username: 'Username',
    email: 'E-mail',
    password: 'Password',
    agree: 'I agree to the terms',
    create: 'Create account',
    sent: 'Check your mail',
    confirm: 'Confirm address',
    welcome: 'Welcome',
    login: 'Username or e-mail',
    logIn: 'Log in',
  },
  de: {
    username: 'Benutzername',
    email: 'E-Mail',
    password: 'Passwort',
    agree: 'Ich stimme den Nutzungsbedingungen zu',
    create: 'Konto anlegen',
    sent: 'Schau in dein Postfach',
    confirm: 'Adresse bestätigen',
    welcome: 'Willkommen',
    login: 'Benutzername oder E-Mail',
    logIn: 'Anmelden',
  },
} as const

type Language = keyof typeof words

const emailOf = ({ name }: Athlete) => `${name}@example.org`

export async function expectHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}

/** Follows a link of the main navigation. */
export async function navigate(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click()
}

/** Returns the path and query of the link in the newest mail to an address; waits for the mail. */
export async function linkFromMail(
  request: APIRequestContext,
  to: string,
  path: string,
): Promise<string> {
  const pattern = new RegExp(`${path}\\?token=[\\w-]+`)
  const find = async () => {
    const answer = await request.get('/dev/mail?format=json')
    const mails = (await answer.json()) as { to: string | string[]; text: string }[]
    return mails
      .filter((mail) => String(mail.to).includes(to))
      .flatMap(({ text }) => text.match(pattern) ?? [])
      .at(0)
  }
  let link: string | undefined
  await expect
    .poll(async () => (link = await find()), { message: `mail to ${to}`, timeout: 15_000 })
    .toBeDefined()
  return link ?? ''
}

/** Selects the language in the page's header, and waits until the profile and the page have it. */
export async function chooseLanguage(page: Page, language: Language): Promise<void> {
  await page.getByRole('banner').getByRole('combobox').selectOption(language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Submits the registration page; the server then sends a mail. */
export async function register(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page } = athlete
  const word = words[language]
  await page.getByLabel(word.username).fill(athlete.name)
  await page.getByLabel(word.email).fill(emailOf(athlete))
  await page.getByLabel(word.password).first().fill(password)
  await page.getByLabel(word.agree).check()
  await page.getByRole('button', { name: word.create }).click()
  await expectHeading(page, word.sent)
}

/** Opens the link in the mail and confirms the address. */
export async function confirmAddress(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page, name } = athlete
  const word = words[language]
  await page.goto(await linkFromMail(page.request, emailOf(athlete), '/verify'))
  await page.getByRole('button', { name: word.confirm }).click()
  await expect(page.getByText(`${word.welcome}, ${name}!`)).toBeVisible()
}

/** Submits the login page. */
export async function logIn(
  { page, name }: Pick<Athlete, 'page' | 'name'>,
  language: Language = 'en',
): Promise<void> {
  const word = words[language]
  await page.getByLabel(word.login).fill(name)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('main').getByRole('button', { name: word.logIn }).click()
}

/** Creates an account page by page and logs in. */
export async function signUpOnPages(athlete: Athlete, language: Language = 'en'): Promise<void> {
  await athlete.page.goto('/register')
  await register(athlete, language)
  await confirmAddress(athlete, language)
  await athlete.page.goto('/login')
  await logIn(athlete, language)
  await expectHeading(athlete.page, `Hi ${athlete.name}`)
}

/** The versions that the web app would ask an account without consents to agree to. */
async function currentVersions(page: Page): Promise<Record<string, string>> {
  type Documents = Record<'terms' | 'privacy', { version: string }>
  const { terms, privacy } = await callApi<Documents>(page, 'GET', '/privacy/documents')
  return { terms: terms.version, privacy: privacy.version }
}

/** Creates an account through the API, without logging in. */
export async function createAccount(
  athlete: Athlete,
  preferredLang: Language = 'en',
): Promise<void> {
  const { page, name } = athlete
  const email = emailOf(athlete)
  const consents = await currentVersions(page)
  const account = {
    username: name,
    email,
    password,
    preferredLang,
    timezone: 'Europe/Berlin',
    consents,
  }
  await callApi(page, 'POST', '/auth/register', account)
  const link = await linkFromMail(page.request, email, '/verify')
  const token = link.slice(link.indexOf('=') + 1)
  await callApi(page, 'POST', '/auth/verify', { token })
}

/** Creates an account through the API and logs in on the login page. */
export async function signUp(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page, name } = athlete
  await createAccount(athlete, language)
  await page.goto('/login')
  await logIn(athlete)
  await expectHeading(page, `Hi ${name}`)
}

/** Today's date where the athletes of the tests live: `YYYY-MM-DD`. */
export function todayInBerlin(): string {
  return daysAgoInBerlin(0)
}

export function daysAgoInBerlin(days: number): string {
  const instant = new Date(Date.now() - days * 86_400_000)
  return instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
}
