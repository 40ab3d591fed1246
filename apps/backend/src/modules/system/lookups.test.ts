import {
  AccountStatus,
  AdherenceStatus,
  badgesApi,
  DistanceUnit,
  Equipment,
  ExerciseType,
  FitnessLevel,
  Gender,
  lookupsApi,
  measurementsApi,
  Metric,
  Muscle,
  recordsApi,
  reportsApi,
  Role,
  SessionStatus,
  SessionVisibility,
  SetType,
  TrainingFrequency,
  Unit,
  usersApi,
  Visibility,
  WeekStart,
} from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp } from '../../../tests/testApp.ts'

const app = useTestApp()

type Answer = {
  readonly language: string
  readonly lookups: Record<string, { readonly code: string; readonly description: string }[]>
}

const load = (headers: Record<string, string> = {}) =>
  app
    .http()
    .get('/api/v1/lookups')
    .set({ 'accept-language': 'en', ...headers })

const lookupsIn = async (language: string) =>
  ((await load({ 'accept-language': language })).body as Answer).lookups

describe('GET /lookups', () => {
  it('describes codes in the language of the caller', async () => {
    const [english, german] = [await lookupsIn('en-GB'), await lookupsIn('de')]

    expect(english['muscles']).toContainEqual({ code: 'lower_back', description: 'Lower back' })
    expect(german['muscles']).toContainEqual({
      code: 'lower_back',
      description: 'Unterer Rücken',
    })
    expect(german['badgeTypes']?.[0]?.description).not.toBe(english['badgeTypes']?.[0]?.description)
    expect(Object.keys(german)).toEqual(Object.keys(english))
    expect(Object.keys(german).toSorted()).toEqual(lookupsApi.LookupName.options.toSorted())
  })

  it('uses the language of the profile if the request names none', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { preferredLang: 'de' } })

    const { body } = await ada.call(lookupsApi.listLookups, {})

    expect((body as Answer).language).toBe('de')
  })

  it.each([
    ['roles', Role],
    ['accountStatuses', AccountStatus],
    ['genders', Gender],
    ['fitnessLevels', FitnessLevel],
    ['trainingFreq', TrainingFrequency],
    ['visibilities', Visibility],
    ['sessionVisibilities', SessionVisibility],
    ['sessionStatuses', SessionStatus],
    ['adherenceStatuses', AdherenceStatus],
    ['exerciseCategories', ExerciseType],
    ['metrics', Metric],
    ['setTypes', SetType],
    ['muscles', Muscle],
    ['equipment', Equipment],
    ['measurementKinds', measurementsApi.MeasurementKind],
    ['recordKinds', recordsApi.RecordKind],
    ['badgeTypes', badgesApi.BadgeCode],
    ['reportReasons', reportsApi.ReportReason],
    ['units', Unit],
    ['distanceUnits', DistanceUnit],
    ['weekStarts', WeekStart],
  ] as const)('describes each code of %s', async (name, { options }) => {
    const codes = (await lookupsIn('de'))[name]?.map(({ code }) => code)

    expect(codes?.toSorted()).toEqual([...options].toSorted())
  })

  it('describes the rows of the tables', async () => {
    const tables = await app.ctx().db('lookup_descriptions').where({ language: 'de' })
    const lookups = await lookupsIn('de')

    for (const { lookup, code, description } of tables) {
      const name = String(lookup).replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      expect(lookups[name]).toContainEqual({ code, description })
    }
  })

  it('answers 304 to the ETag of the same language, and to no other', async () => {
    const first = await load()
    const etag = first.headers['etag'] ?? ''

    const again = await load({ 'if-none-match': etag })
    const german = await load({ 'if-none-match': etag, 'accept-language': 'de' })

    expect(first.headers['vary']).toContain('Accept-Language')
    expect(first.headers['cache-control']).toBe('private, no-cache')
    expect(first.type).toBe('application/json')
    expect([again.status, again.text]).toEqual([304, ''])
    expect(again.headers).toMatchObject({ etag, vary: expect.stringContaining('Accept-Language') })
    expect(german.status).toBe(200)
    expect(german.headers['etag']).not.toBe(etag)
  })

  it('asks the database nothing', async () => {
    const statements: string[] = []
    const note = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', note)

    await load()

    app.ctx().db.off('query', note)
    expect(statements.filter((sql) => !sql.includes('rate_limits'))).toEqual([])
  })
})
