import { authApi, usersApi } from '@fitvibe/contract'

import { clip, fact, heading } from '../print.ts'
import type { Athlete } from './athlete.ts'
import { awaitMail } from './mailbox.ts'

/** Registers, verifies the address, logs in and fills in the profile. */
export async function join(athlete: Athlete): Promise<void> {
  const { client, email, username, password, language, timezone } = athlete
  heading(`${athlete.name} joins`)
  await client.send(authApi.register, {
    body: { email, username, password, preferredLang: language, timezone },
  })
  fact('Registered', `${username} (${email})`)

  const mail = await awaitMail(client.baseUrl, email)
  fact('Mail', mail.subject)
  const token = /token=([\w-]+)/.exec(mail.text)?.[1] ?? ''
  const verified = await client.send(authApi.verifyEmail, { body: { token } })
  fact('Verified', `${verified.username}, token ${clip(token, 16)}`)

  const { user } = await client.send(authApi.login, { body: { login: email, password } })
  fact('Logged in', `${user.username}, role ${user.role}`)

  const me = await client.send(usersApi.updateMe, { body: athlete.profile })
  fact('Profile', `${me.alias}, born ${me.dateOfBirth}, ${me.gender}, ${me.weight} kg`)
  fact('Training', `${me.fitnessLevel}, ${me.trainingFrequency}`)
  fact('Language', `${me.preferredLang}, time zone ${me.timezone}`)
}
