import type { Language } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'

/** A user who wants a mail, and can get it. */
export interface Reader {
  readonly id: string
  readonly username: string
  readonly lang: Language
  readonly timezone: string
  readonly contactId: string
  readonly email: string
}

/** Users `u` of the settings `m`, with an address `c` that takes mails. */
const REACHABLE = /* sql */ `
  from mail_settings m
  join users u on u.id = m.owner and u.status = 'active'
  join user_contacts c on c.owner = m.owner and c.type = 'email' and c.is_primary
    and c.is_verified and c.refused_at is null`

const READER = /* sql */ `
  u.id, u.username, u.preferred_lang as lang, u.timezone, c.id as "contactId", c.value as email`

/** A session `s` that can still be done as planned. */
const IS_AHEAD = /* sql */ `
  s.status = 'planned' and s.started_at is null and s.archived_at is null and s.planned_for > :now`

interface Reminder {
  readonly owner: string
  readonly session: string
  readonly day: string
}

/**
 * Inserts up to `limit` reminders that are due, each once: of several servers that do so at the same
 * time, one inserts it.
 */
export function insertDueReminders(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<Reminder[]> {
  return rows<Reminder>(
    db,
    /* sql */ `
    insert into session_reminders (owner, session_id, due_on, queued_at)
    select s.owner, s.id, s.due_on, :now
    ${REACHABLE}
    join sessions s on s.owner = m.owner and ${IS_AHEAD}
      and s.planned_for <= :now::timestamptz + make_interval(hours => m.reminder_hours)
      -- The day of a session, in its own zone, which the index has.
      and s.due_on between :now::timestamptz::date - 1 and :now::timestamptz::date + 5
      and s.status <> 'canceled'
    where m.reminder_hours is not null and not exists (
      select from session_reminders r
      where r.owner = s.owner and r.session_id = s.id and r.due_on = s.due_on)
    limit :limit
    on conflict do nothing
    returning owner, session_id as session, due_on as day`,
    { now, limit },
  )
}

/** A reader with the session to be reminded of. */
export interface DueSession extends Reader {
  readonly title: string
  readonly plannedFor: Date
}

/** Finds what a reminder says, if the session is still to be done on that day and the mail is wanted. */
export function findReminder(
  db: Db,
  reminder: Reminder & { readonly now: Date },
): Promise<DueSession | undefined> {
  return row<DueSession>(
    db,
    /* sql */ `
    select ${READER}, s.title, s.planned_for as "plannedFor"
    ${REACHABLE}
    join sessions s on s.owner = m.owner and s.id = :session and s.due_on = :day and ${IS_AHEAD}
    where m.owner = :owner and m.reminder_hours is not null`,
    { ...reminder },
  )
}

/** Deletes up to `limit` reminders that were queued by a time. */
export async function deleteOldReminders(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('session_reminders').where('queued_at', '<=', until)
  const key = ['owner', 'session_id', 'due_on']
  return old().whereIn(key, old().select(key).limit(limit)).delete()
}

/**
 * Marks up to `limit` users whose week begins today, between two hours of their morning, and returns
 * each with that day, once: of several servers that do so at the same time, one marks a user.
 */
export function markDueSummaries(
  db: Db,
  hours: {
    readonly now: Date
    readonly from: number
    readonly before: number
    readonly limit: number
  },
): Promise<{ owner: string; day: string }[]> {
  return rows(
    db,
    /* sql */ `
    with local as (
      select m.owner, u.week_start, :now::timestamptz at time zone u.timezone as now
      ${REACHABLE}
      where m.week_summary
    ), due as (
      select l.owner, l.now::date as day from local l
      join mail_settings m on m.owner = l.owner and m.summarized_on is distinct from l.now::date
      where extract(hour from l.now) >= :from and extract(hour from l.now) < :before
        and extract(isodow from l.now) =
          case l.week_start when 'saturday' then 6 when 'sunday' then 7 else 1 end
      limit :limit
    )
    update mail_settings m set summarized_on = due.day from due
    where m.owner = due.owner and m.summarized_on is distinct from due.day
    returning m.owner, m.summarized_on as day`,
    { ...hours },
  )
}

/** Finds the reader of a summary, if the mail is wanted. */
export function findSummaryReader(
  db: Db,
  { owner }: { owner: string },
): Promise<Reader | undefined> {
  return row<Reader>(
    db,
    `select ${READER} ${REACHABLE} where m.owner = :owner and m.week_summary`,
    { owner },
  )
}
