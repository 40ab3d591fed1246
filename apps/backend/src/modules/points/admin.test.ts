import { pointsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log } from '../../../tests/training.ts'

const app = useTestApp()

const adjust = (
  admin: Athlete,
  id: string,
  body: { points: number; reason: string },
  key?: string,
) =>
  admin.call(
    pointsApi.adjustPoints,
    { params: { id }, body },
    key ? { 'idempotency-key': key } : {},
  )

const totals = async (athlete: Athlete) => (await athlete.call(pointsApi.getPoints, {})).body

const history = async (athlete: Athlete, lang: string) => {
  const headers = { 'accept-language': lang }
  const { body } = await athlete.call(pointsApi.listPoints, {}, headers)
  return body.items as pointsApi.PointEntry[]
}

const prize = { points: 50, reason: 'Winner of {{points}} & $t(points.deletion)' }

describe('POST /admin/users/:id/points', () => {
  it('changes the total, but not the points earned today', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    await log(ada, { durationSec: 600 })

    const added = await adjust(admin, ada.id, prize)
    const deducted = await adjust(admin, ada.id, { points: -1_000, reason: 'Not trained' })

    expect(added.status).toBe(201)
    expect([added.body.total, deducted.body.total]).toEqual([55, -945])
    expect(await totals(ada)).toEqual({ total: -945, today: 5 })
  })

  it('shows the administrator’s reason to the athlete', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    const { body } = await adjust(admin, ada.id, prize)

    const [english] = await history(ada, 'en')
    expect(english).toEqual({
      id: body.id,
      points: 50,
      sourceType: 'admin_adjustment',
      algorithmVersion: 'v1',
      reason: `adjustment-${body.id}`,
      sessionId: null,
      sessionTitle: null,
      explanation: `Adjusted by an administrator: ${prize.reason}`,
      details: null,
      awardedAt: app.now().toISOString(),
    })
    const [german] = await history(ada, 'de')
    expect(german?.explanation).toBe(`Von der Administration angepasst: ${prize.reason}`)
  })

  it('records the administrator in the audit log', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    const { body } = await adjust(admin, ada.id, prize)

    const entries = await app
      .ctx()
      .db('audit_log')
      .where({ owner: ada.id, event: 'points.adjusted' })
    expect(entries).toMatchObject([
      { actor: admin.id, details: { entry: body.id, points: 50, reason: prize.reason } },
    ])
  })

  it('books simultaneous requests with the same key once and gives them the same answer', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    const answers = await Promise.all([1, 2, 3].map(() => adjust(admin, ada.id, prize, 'spring')))

    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1)
    expect(await totals(ada)).toMatchObject({ total: 50 })
    expectRefusal(await adjust(admin, ada.id, { ...prize, points: 51 }, 'spring'), 'UNPROCESSABLE')
  })

  it('refuses a repeated key after its stored answer has expired', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]
    await adjust(admin, ada.id, prize, 'spring')
    await app.ctx().db('idempotency_keys').where({ owner: admin.id }).delete()

    expectRefusal(await adjust(admin, ada.id, prize, 'spring'), 'CONFLICT')
    expect(await totals(ada)).toMatchObject({ total: 50 })
  })

  it('allows two administrators to use the same key', async () => {
    const [first, second, ada] = [
      await app.newAdmin(),
      await app.newAdmin(),
      await app.newAthlete(),
    ]

    await adjust(first, ada.id, prize, 'spring')
    await adjust(second, ada.id, prize, 'spring')

    expect(await totals(ada)).toMatchObject({ total: 100 })
  })

  it.each([
    { points: 0, reason: 'Nothing' },
    { points: 1_001, reason: 'Too much' },
    { points: -1_001, reason: 'Too little' },
    { points: 1.5, reason: 'A half' },
    { points: 5, reason: '' },
    { points: 5, reason: 'x'.repeat(201) },
  ])('refuses %j', async (body) => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    expectRefusal(await adjust(admin, ada.id, body), 'VALIDATION_ERROR')
  })

  it('returns 403 to other users, and 404 for an unknown athlete', async () => {
    const [admin, ada] = [await app.newAdmin(), await app.newAthlete()]

    expectRefusal(await adjust(ada, ada.id, prize), 'FORBIDDEN')
    expectRefusal(await adjust(admin, app.ctx().newId(), prize), 'NOT_FOUND')
    expect(await totals(ada)).toMatchObject({ total: 0 })
  })
})
