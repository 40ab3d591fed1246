import type { Page } from 'playwright-core'

import { type Athlete, linkFromMail } from './browser.ts'

export const password = 'Deadlift-220-kg!'

const words = {
  en: {
    username: 'Username',
    email: 'E-mail',
    password: 'Password',
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
    create: 'Konto anlegen',
    sent: 'Schau in dein Postfach',
    confirm: 'Adresse bestätigen',
    welcome: 'Willkommen',
    login: 'Benutzername oder E-Mail',
    logIn: 'Anmelden',
  },
} as const

type Language = keyof typeof words

function mailOf({ name }: Athlete): string {
  return `${name}@example.org`
}

export function heading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

export async function go(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: place }).click()
}

/** On the page to register: to the point where a mail is on its way. */
export async function register(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page } = athlete
  const word = words[language]
  await page.getByLabel(word.username).fill(athlete.name)
  await page.getByLabel(word.email).fill(mailOf(athlete))
  await page.getByLabel(word.password).first().fill(password)
  await page.getByRole('button', { name: word.create }).click()
  await heading(page, word.sent)
}

/** Opens the link in the mail and confirms. */
export async function confirmAddress(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page, name } = athlete
  const word = words[language]
  await page.goto(await linkFromMail(mailOf(athlete), '/verify'))
  await page.getByRole('button', { name: word.confirm }).click()
  await page.getByText(`${word.welcome}, ${name}!`).waitFor()
}

/** On the page to log in. */
export async function logIn(athlete: Athlete, language: Language = 'en'): Promise<void> {
  const { page, name } = athlete
  const word = words[language]
  await page.getByLabel(word.login).fill(name)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('main').getByRole('button', { name: word.logIn }).click()
}

/** From nothing to the first page. */
export async function signUp(athlete: Athlete, language: Language = 'en'): Promise<void> {
  await athlete.page.goto('/register')
  await register(athlete, language)
  await confirmAddress(athlete, language)
  await athlete.page.goto('/login')
  await logIn(athlete, language)
  await heading(athlete.page, `Hi ${athlete.name}`)
}
