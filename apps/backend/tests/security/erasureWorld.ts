import {
  calendarApi,
  consentsApi,
  exercisesApi,
  feedApi,
  peopleApi,
  reportsApi,
  totpApi,
  usersApi,
} from '@fitvibe/contract'

import { ownerColumnOf } from '../../src/db/columns.ts'
import { requestExport, tokenOf } from '../exporting.ts'
import { importFile, legs, preview } from '../importing.ts'
import { befriend, block, makePublic } from '../meeting.ts'
import { setAvatar } from '../pictures.ts'
import { planSeries } from '../recurring.ts'
import { share } from '../sharing.ts'
import { PASSWORD, type Athlete, type TestApp } from '../testApp.ts'
import { log, plan } from '../training.ts'

/** Distinct texts, one of which is in each column that can hold a text of the user. */
export const CANARIES = Array.from({ length: 12 }, (_, n) => `kanari${String(n + 10)}vogel`)

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
}

/** Returns the columns of the tables that hold rows of users. */
async function columnsOf(app: TestApp): Promise<Column[]> {
  const { rows } = await app.ctx().db.raw<{ rows: Column[] }>(
    `select table_name as table, column_name as column, udt_name as type
     from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER'
     order by 1, ordinal_position`,
  )
  return rows.filter(({ table }) => ownerColumnOf(table) !== undefined)
}

/** An athlete with a row in each table, and others who have met her. */
export async function peopleFor(app: TestApp) {
  const [ada, ben, cem] = await Promise.all([1, 2, 3].map(() => app.newAthlete()))
  if (!ada || !ben || !cem) throw new Error('unreachable')
  await Promise.all([ada, ben, cem].map((athlete) => makePublic(athlete)))
  const shared = await fill(app, ada)
  await fill(app, cem)
  await befriend(ben, ada)
  await befriend(ada, ben)
  await block(cem, ada)
  const params = { username: ada.username }
  await ben.call(reportsApi.reportPerson, { params, body: { reason: 'spam', text: 'Ads' } })
  const body = { reason: 'spam', text: 'Ads too' } as const
  await ada.call(reportsApi.reportPerson, { params: { username: ben.username }, body })
  await ben.call(feedApi.cloneSession, { params: { id: shared }, body: {} })
  await plan(ben)
  await write(app, IMPORTED_COPY, { ben: ben.id, shared })
  await write(app, LATER_CLONE, { ada: ada.id, ben: ben.id, cem: cem.id, shared })
  await write(app, DECISION, { ada: ada.id, cem: cem.id, ben: ben.id })
  await write(app, ACT, { ada: ada.id, ben: ben.id })
  await write(app, TRANSLATION_FOR, { ada: ada.id, ben: ben.id })
  return { ada, ben, cem }
}

/** Gives an athlete a row in each table and returns a session that others can see. */
async function fill(app: TestApp, athlete: Athlete): Promise<string> {
  await importFile(athlete, legs)
  await preview(athlete, legs)
  await planSeries(athlete, 'FREQ=WEEKLY;COUNT=2', { notes: 'mine' })
  const shared = await share(athlete, { notes: 'Heavy', sharesNotes: true })
  await athlete.call(usersApi.updateMe, {
    body: { weight: 70, dateOfBirth: '1990-01-01', gender: 'female' },
  })
  const name = `Own press of ${athlete.username}`
  const exercise = await athlete.call(exercisesApi.createExercise, { body: { name } })
  await log(athlete, {}, { exercises: [{ name: `${name} alone`, actual: { reps: 5 } }] })
  await athlete.call(exercisesApi.createExerciseLink, {
    body: { name: `${name} alone`, exerciseId: exercise.body.id as string },
  })
  await setAvatar(athlete)
  await athlete.call(calendarApi.renewCalendar, {})
  await athlete.call(totpApi.enrolTotp, { body: { password: PASSWORD } })
  await athlete.call(feedApi.hideFeedSession, { params: { id: shared } })
  const stranger = await app.newAthlete()
  await athlete.call(peopleApi.followPerson, { params: { username: stranger.username } })
  await block(athlete, await app.newAthlete())
  await athlete.call(reportsApi.reportPerson, {
    params: { username: stranger.username },
    body: { reason: 'spam' },
  })
  const { legal } = app.ctx().config
  await athlete.call(consentsApi.giveConsents, { body: { terms: legal.terms.version } })
  await requestExport(athlete)
  await tokenOf(app, athlete)
  for (const sql of REST) await write(app, sql, { owner: athlete.id })
  return shared
}

/** Rows that no request of a test makes easily. */
const REST = [
  `insert into demo_years (owner, began_at, timezone) values (:owner, now(), 'UTC')`,
  `insert into totp_recovery_codes (owner, id, code_hash)
   values (:owner, gen_random_uuid(), '\\x00')`,
  `insert into idempotency_keys (owner, key, request_hash, answer, created_at)
   values (:owner, 'k', '\\x00', '{}', now())`,
  `insert into account_tokens (owner, id, kind, token_hash, contact_id, created_at, expires_at)
   select :owner, gen_random_uuid(), 'reset_password', '\\x00', id, now(), now()
   from user_contacts where owner = :owner limit 1`,
  `insert into user_contacts (owner, id, type, value, created_at)
   values (:owner, gen_random_uuid(), 'email', 'former@example.org', now())`,
  `insert into imported_exercises (owner, exercise_id, import_id)
   select i.owner, gen_random_uuid(), i.id from imports i where i.owner = :owner limit 1`,
  `insert into imported_series (owner, former_id, import_id, series_id)
   select i.owner, gen_random_uuid(), i.id, gen_random_uuid() from imports i
   where i.owner = :owner limit 1`,
  `insert into import_changes
     (owner, import_id, session_id, number, former, key, content, was_unchanged)
   select w.owner, w.import_id, w.session_id, 1, '{}', w.key, w.content, true
   from imported_workouts w where w.owner = :owner limit 1`,
  `insert into badges (owner, badge_type, awarded_at, earned_on, details)
   select :owner, code, now(), current_date, '{}' from badge_types order by code limit 1
   on conflict do nothing`,
  `insert into mail_settings (owner, reminder_hours, week_summary, summarized_on)
   values (:owner, 2, true, current_date)`,
  `insert into session_reminders (owner, session_id, due_on, queued_at)
   select owner, id, current_date, now() from sessions where owner = :owner limit 1`,
  `insert into audit_log (owner, id, event, details, created_at)
   values (:owner, gen_random_uuid(), 'account.suspended', '{"reason":"x"}', now())`,
  `insert into translation_cache (owner, id, session_id, lang, provider, created_at, translated)
   select owner, 'hash', id, 'de', 'deepl', now(), 'Beine' from sessions
   where owner = :owner limit 1`,
  `select graphile_worker.add_job('recountBests', json_build_object('owner', :owner::text),
     run_at => now() + interval '1 day')`,
]

/** A session that Ben has imported from a file; the file names its source. */
const IMPORTED_COPY = `
  update sessions set attribution_source = :shared, attribution_name = 'Ada', generation = 1,
    origin_source = :shared, origin_name = 'Ada'
  where owner = :ben and attribution_source is null`
/** A clone of a clone. */
const LATER_CLONE = `
  update sessions set attribution_source = gen_random_uuid(), attribution_owner = :ben,
    attribution_name = 'Ben', generation = 2, origin_source = :shared, origin_owner = :ada,
    origin_name = 'Ada'
  where owner = :cem and id = (select min(id::text)::uuid from sessions where owner = :cem)`
const DECISION = `
  insert into reports (owner, id, kind, subject_id, subject_owner, reason, snapshot, status,
    created_at, resolved_at, resolved_by)
  values (:cem, gen_random_uuid(), 'person', :ben, :ben, 'spam',
    '{"username":"b","alias":null,"title":null,"exercises":[]}', 'dismissed', now(), now(), :ada)`
const ACT = `
  insert into audit_log (owner, id, event, actor, created_at)
  values (:ben, gen_random_uuid(), 'report.dismissed', :ada, now())`
/** A text of Ben that Ada has read. */
const TRANSLATION_FOR = `
  insert into translation_cache
    (owner, id, session_id, lang, provider, reader_id, due_at, created_at)
  select owner, 'read', id, 'de', 'deepl', :ada, now(), now() from sessions where owner = :ben limit 1`

async function write(app: TestApp, sql: string, bindings: Record<string, string>) {
  const text = sql.replaceAll(/(?<=[\s(,]):([a-z]+)/g, (_, name: string) => `'${bindings[name]}'`)
  await app.ctx().db.raw(text.replaceAll('?', '\\?'))
}

/**
 * Puts a canary in each column of the user's rows that can hold any text. Returns the names of these
 * columns, and of those that the database refuses it in, because they have a fixed set of values.
 */
export async function hideCanaries(
  app: TestApp,
  { id }: Athlete,
): Promise<{ filled: string[]; refused: string[] }> {
  const { db } = app.ctx()
  const filled: string[] = []
  const refused: string[] = []
  for (const { table, column, type } of await columnsOf(app)) {
    const canary = CANARIES[filled.length % CANARIES.length] ?? ''
    const value = valueFor(`${table}.${column}`, type, canary)
    if (!value) continue
    await db
      .transaction(async (trx) => {
        await trx.raw('set local lock_timeout = 0')
        // Only an open import holds its file.
        const open = column === 'kept' ? 'and kept is not null' : ''
        await trx.raw(`update ?? set ?? = ${value} where ?? = ? ${open}`, [
          table,
          column,
          ownerColumnOf(table) ?? '',
          id,
        ])
        filled.push(`${table}.${column}`)
      })
      .catch((error: { code?: string }) => {
        if (!['23514', '23503', '22P02'].includes(error.code ?? '')) throw error
        refused.push(`${table}.${column}`)
      })
  }
  return { filled, refused }
}

function valueFor(name: string, type: string, canary: string): string | undefined {
  // Rows of a table with a unique text differ in their last four letters.
  const text = `'${canary}' || substr(md5(ctid::text), 1, 4)`
  // The last mail needs an address.
  if (name === 'user_contacts.value') return `${text} || '@example.org'`
  // Codes by which the server decides, without a check in the database.
  if (['users.status', 'audit_log.event', 'sessions.timezone'].includes(name)) return undefined
  if (type === 'text' || type === 'citext') return text
  if (type === '_text') return `array[${text}]`
  if (type === 'jsonb') return `jsonb_build_object('reason', ${text})`
  return type === 'bytea' ? `convert_to(${text}, 'UTF8')` : undefined
}

export type Dump = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Reads every row of every table, jobs included, by table and primary key. */
export async function dump(app: TestApp): Promise<Dump> {
  const { db } = app.ctx()
  const { rows: keys } = await db.raw<{ rows: { schema: string; table: string; key: string }[] }>(`
    select n.nspname as schema, c.relname as table, coalesce((
      select string_agg(quote_ident(a.attname) || '::text', ' || '' '' || ' order by a.attnum)
      from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indrelid = c.oid and i.indisprimary), 'ctid::text') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`)
  const all = new Map<string, Record<string, unknown>>()
  for (const { schema, table, key } of keys) {
    const { rows } = await db.raw<{ rows: { key: string; row: Record<string, unknown> }[] }>(
      `select ${key} as key, to_jsonb(t) as row from ??.?? t`,
      [schema, table],
    )
    for (const { key: id, row } of rows) all.set(`${table} ${id}`, row)
  }
  return all
}

/** Returns the tables that still hold one of the texts, in clear or as bytes. */
export function leaksIn(found: Dump, texts: readonly string[]): string[] {
  const forms = texts.flatMap((text) => [text.toLowerCase(), Buffer.from(text).toString('hex')])
  const leaks = [...found].flatMap(([key, row]) => {
    const stored = JSON.stringify(row).toLowerCase()
    return forms.some((form) => stored.includes(form)) ? (key.split(' ')[0] ?? '') : []
  })
  return [...new Set(leaks)].toSorted()
}

/** Returns what has changed: `table.column` for changed rows, `table` for deleted and new ones. */
export function changesBetween(before: Dump, after: Dump): string[] {
  const changes = new Set<string>()
  for (const [key, row] of before) {
    const table = key.split(' ')[0] ?? ''
    const now = after.get(key)
    if (!now) changes.add(`${table} deleted`)
    else
      for (const [column, value] of Object.entries(row))
        if (JSON.stringify(value) !== JSON.stringify(now[column]))
          changes.add(`${table}.${column} changed`)
  }
  for (const key of after.keys()) if (!before.has(key)) changes.add(`${key.split(' ')[0]} added`)
  return [...changes].toSorted()
}
