import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { authApi, sessionsApi, usersApi, workApi } from '@fitvibe/contract'
import { beforeAll, describe, expect, it } from 'vitest'

import { i18n } from './i18n.ts'
import { maxLengthOf, rangeOf, schemaResolver } from './schemaForm.ts'

// Answers with the key of every text.
beforeAll(() => i18n.init({ lng: 'cimode' }))

const required = 'common.required'

describe('schemaResolver', () => {
  const check = schemaResolver<{ username: string; email: string; password: string }>(
    authApi.register.body,
    { invalid: { username: 'a username', email: 'an address', password: 'a strong one' } },
  )

  it('accepts what the contract accepts', () => {
    const values = { username: 'ada', email: 'ada@example.org', password: 'Deadlift-220-kg!' }

    expect(check(values)).toEqual({})
  })

  it.each([
    [{ username: 'ab' }, { username: 'a username' }],
    [{ username: '-ada' }, { username: 'a username' }],
    [{ email: '' }, { email: 'an address' }],
    [{ password: 'deadlift' }, { password: 'a strong one' }],
  ])('reports %j at its field', (change, errors) => {
    const values = { username: 'ada', email: 'ada@example.org', password: 'Deadlift-220-kg!' }

    expect(check({ ...values, ...change })).toEqual(errors)
  })

  it('asks for empty fields', () => {
    const login = schemaResolver(authApi.login.body)

    expect(login({ login: '', password: '' })).toEqual({ login: required, password: required })
  })

  it('checks the body that the values make', () => {
    const resolve = schemaResolver<{ title: string; exercises: string[] }>(
      sessionsApi.createSession.body,
      {
        bodyOf: ({ title, exercises }) => ({
          title,
          timezone: 'UTC',
          exercises: exercises.map((name) => ({ name })),
        }),
        missing: { exercises: 'add one' },
      },
    )

    expect(resolve({ title: ' ', exercises: [] })).toEqual({
      title: required,
      exercises: 'add one',
    })
    expect(resolve({ title: 'Legs', exercises: ['Squat'] })).toEqual({})
  })

  it('leaves issues without a field or a text to the server', () => {
    const reset = schemaResolver<{ newPassword: string }>(authApi.resetPassword.body)

    expect(reset({ newPassword: 'Deadlift-220-kg!' })).toEqual({})
    expect(reset({ newPassword: 'weak' })).toEqual({})
  })
})

describe('limits of the contract', () => {
  it('are the longest text an input takes', () => {
    expect(maxLengthOf(sessionsApi.createSession.body.shape.title)).toBe(128)
    expect(maxLengthOf(usersApi.updateMe.body.shape.alias)).toBe(64)
  })

  it('are the smallest and largest number', () => {
    expect(rangeOf(workApi.Work.shape.reps)).toEqual({ min: 0, max: 10_000 })
    expect(rangeOf(usersApi.updateMe.body.shape.weight)).toEqual({ min: 20, max: 500 })
  })
})

describe('inputs of the web app', () => {
  it('take their maximum length from the contract', () => {
    const source = fileURLToPath(new URL('..', import.meta.url))
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })

    const restated = files
      .filter((file) => file.endsWith('.tsx'))
      .filter((file) => /maxLength=\{\d/.test(readFileSync(source + file, 'utf8')))

    expect(restated).toEqual([])
  })
})
