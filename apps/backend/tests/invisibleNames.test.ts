import { exercisesApi, sessionsApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from './testApp.ts'
import { create, legDay } from './training.ts'

const app = useTestApp()

/** Every way to name something that other people or lists show. */
const WAYS: Record<string, (athlete: Athlete, name: string) => Promise<{ status: number }>> = {
  'the display name': (ada, alias) => ada.call(usersApi.updateMe, { body: { alias } }),
  'the title of a session': (ada, title) =>
    ada.call(sessionsApi.createSession, { body: { ...legDay, title } }),
  'the title of a session that is changed': async (ada, title) =>
    ada.call(sessionsApi.updateSession, {
      params: { id: await create(ada, legDay) },
      body: { title },
    }),
  'an exercise of a session': (ada, name) =>
    ada.call(sessionsApi.createSession, {
      body: { ...legDay, exercises: [{ name, planned: {} }] },
    }),
  'an own exercise': (ada, name) => ada.call(exercisesApi.createExercise, { body: { name } }),
  'a tag': (ada, tag) =>
    ada.call(exercisesApi.createExercise, { body: { name: 'Tagged', tags: [tag] } }),
}

describe.each(Object.entries(WAYS))('%s', (_, send) => {
  it.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['an override of the direction', '\u202e'],
    ['isolates and marks of direction', '\u2066\u200f\u2069'],
    ['soft hyphens', '\u00ad\u00ad'],
    ['a Hangul filler', '\u3164'],
    ['an empty braille cell', '\u2800'],
    ['joiners between spaces', '\u200d \u200d'],
    ['variation selectors', '\ufe0f\ufe0f'],
    ['tags', '\u{e0041}\u{e0042}'],
    ['accents without a letter', '\u0301\u0301'],
  ])('is refused if it consists of %s', async (_, name) => {
    expect(await send(await app.newAthlete(), name)).toHaveProperty('status', 400)
  })

  it.each([
    ['a joined emoji', '\u{1f469}\u200d\u{1f52c}'],
    ['Persian with a zero-width non-joiner', '\u0646\u06cc\u0645\u200c\u062e\u0637'],
    ['Hebrew with a mark of direction', '\u200f\u05e9\u05dc\u05d5\u05dd'],
    ['a heart with a variation selector', '\u2764\ufe0f'],
    ['a single sign', '+'],
  ])('is accepted if it is %s', async (_, name) => {
    const { status } = await send(await app.newAthlete(), name)

    expect([200, 201]).toContain(status)
  })
})

it('says in the words of the caller what is wrong', async () => {
  const ada = await app.newAthlete()
  const alias = { body: { alias: '\u200b' } }

  const answer = await ada.call(usersApi.updateMe, alias, { 'accept-language': 'de' })

  expect(answer.body.error.details).toEqual([
    { path: 'body.alias', message: 'Muss ein sichtbares Zeichen enthalten.' },
  ])
})
