import { authApi, usersApi, toRequest } from '@fitvibe/contract'
import type { Express } from 'express'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import request from 'supertest'

import { changeKeys } from '../../src/config/keyFile.ts'
import { unixSeconds } from '../../src/utils/clock.ts'
import type { PlannedKey, SigningKey } from '../../src/utils/keyRing.ts'
import type { Athlete, TestApp } from '../testApp.ts'

/** What the keys become when `made` joins them. */
export type Rotate = (keys: readonly PlannedKey[], made: SigningKey, now: Date) => PlannedKey[]

interface Options {
  readonly rotations: number
  readonly dataDir: string
  /** Instances that share the data folder; the first refreshes. */
  readonly instances: readonly Express[]
  readonly newKey: () => Promise<SigningKey>
  readonly rotate: Rotate
  /** How much time passes over each rotation, and in which steps requests run. */
  readonly secondsEach: number
  readonly stepSeconds: number
}

/**
 * Rotates the keys again and again while athletes send requests to every instance, the clock
 * running on as they do. A 401 is false where the token has not ended by the clock.
 */
export async function rotateUnderLoad(
  app: TestApp,
  athletes: readonly Athlete[],
  options: Options,
) {
  const figures = { rotations: 0, requests: 0, refreshes: 0, false401: 0, others: 0 }
  const signers = new Set<string>()
  const clients = await Promise.all(athletes.map(signIn))

  async function signIn(athlete: Athlete) {
    const client = { athlete, access: '', expiresAt: 0 }
    await renew(client)
    return client
  }

  async function renew(client: { athlete: Athlete; access: string; expiresAt: number }) {
    const answer = await client.athlete.call(authApi.refresh, {})
    if (answer.status !== 200) throw new Error(`refresh failed: ${answer.text}`)
    const access = /access=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
    Object.assign(client, { access, expiresAt: decodeJwt(access).exp })
    signers.add(String(decodeProtectedHeader(access).kid))
    figures.refreshes += 1
  }

  async function ask(client: (typeof clients)[number]) {
    for (const instance of options.instances) {
      if (client.expiresAt <= unixSeconds(app.now())) await renew(client)
      const { url } = toRequest(usersApi.getMe, {})
      const answer = await request(instance).get(url).set('cookie', `access=${client.access}`)
      figures.requests += 1
      if (answer.status === 200) continue
      const isOver = client.expiresAt <= unixSeconds(app.now())
      if (answer.status !== 401) figures.others += 1
      else if (!isOver) figures.false401 += 1
      await renew(client)
    }
  }

  const load = () => Promise.all(clients.map(ask))

  for (let turn = 0; turn < options.rotations; turn += 1) {
    const made = await options.newKey()
    const now = app.now()
    const change = changeKeys(options.dataDir, (keys) => options.rotate(keys, made, now))
    await Promise.all([load(), change])
    figures.rotations += 1
    for (let passed = 0; passed < options.secondsEach; passed += options.stepSeconds) {
      const underWay = load()
      app.passSeconds(options.stepSeconds)
      await underWay
    }
  }
  return { ...figures, signers: signers.size }
}
