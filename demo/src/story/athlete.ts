import { randomBytes } from 'node:crypto'

import type { Call, Language, usersApi } from '@fitvibe/contract'

import { createClient, type Client } from '../client.ts'

/** An athlete of the demo with their own client. */
export interface Athlete {
  readonly name: string
  readonly username: string
  readonly email: string
  readonly password: string
  readonly language: Language
  readonly timezone: string
  readonly profile: Call<typeof usersApi.updateMe>['body']
  readonly client: Client
}

/** Creates both athletes. Their usernames are unique, so that the demo can run repeatedly. */
export function castAthletes(baseUrl: string): { ada: Athlete; jonas: Athlete } {
  const run = randomBytes(4).toString('hex')
  const cast = (name: string, language: Language) => ({
    name,
    username: `${name.toLowerCase()}-${run}`,
    email: `${name.toLowerCase()}-${run}@example.org`,
    password: `Deadlift-${randomBytes(12).toString('hex')}-kg`,
    language,
    client: createClient(baseUrl, language),
  })
  return {
    ada: {
      ...cast('Ada', 'en'),
      timezone: 'UTC',
      profile: {
        alias: 'Ada',
        dateOfBirth: '1991-05-04',
        gender: 'female',
        fitnessLevel: 'advanced',
        trainingFrequency: 'weekly',
        weight: 68.5,
      },
    },
    jonas: {
      ...cast('Jonas', 'de'),
      timezone: 'Europe/Berlin',
      profile: {
        alias: 'Jonas',
        dateOfBirth: '1984-11-17',
        gender: 'male',
        fitnessLevel: 'intermediate',
        trainingFrequency: 'weekly',
        weight: 84,
        preferredLang: 'de',
      },
    },
  }
}
