import type { badgesApi, Muscle } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import { weeksOf } from '../../db/trainingWeeks.ts'

type BadgeCode = badgesApi.BadgeCode

interface Week {
  /** The first day of the week. */
  readonly on: string
  readonly planned: number
  readonly done: number
  readonly trained: number
  readonly green: number
}

export interface TrainingHistory {
  /** These figures are described in `BadgeInput`. */
  readonly sessions: number
  readonly weekdays: number
  readonly months: number
  /** The last day of training before `on`. */
  readonly lastOn: string | null
  readonly weeks: readonly Week[]
  /** Muscles trained in the week from `weekOn`. */
  readonly muscles: readonly Muscle[]
  readonly earned: readonly { readonly code: BadgeCode; readonly sessionId: string }[]
}

/** The session that is being completed. Its row still has the previous status. */
interface CompletingSession {
  readonly sessionId: string
  readonly dueOn: string | null
  readonly adherence: number | null
}

/**
 * Summarises an athlete's completed sessions, including the one that is being completed on the day
 * `on`. Expects that session's done sets in the database already.
 */
export async function findTrainingHistory(
  db: Db,
  filter: { owner: string; on: string; weekOn: string; until: string; weekShift: number },
  completing: CompletingSession | null,
): Promise<TrainingHistory> {
  const { sessionId = null, dueOn = null, adherence = null } = completing ?? {}
  const history = await row<TrainingHistory>(
    db,
    /* sql */ `
    with own as materialized (
      select s.owner, s.status, s.archived_at, s.due_on, s.trained_on, s.adherence
      from sessions s
      where s.owner = :owner and s.archived_at is null and s.status <> 'canceled'
        and s.id is distinct from :sessionId::uuid
      union all
      select :owner::uuid, 'completed', null, :dueOn::date, :on::date, :adherence::smallint
      where :sessionId::uuid is not null
    )
    select d.sessions, d.weekdays, d.months, d."lastOn",
      coalesce((
        select json_agg(w order by w."on") from (${weeksOf('own')}) w where w."on" < :until
      ), '[]') as weeks,
      array(
        select distinct m.muscle
        from sessions s
        join session_exercises x on x.owner = s.owner and x.session_id = s.id
        cross join lateral unnest(x.primary_muscles || x.secondary_muscles) m(muscle)
        where s.owner = :owner and s.archived_at is null and x.done_sets > 0
          and (s.id = :sessionId or s.status = 'completed'
            and s.trained_on >= :weekOn and s.trained_on < :weekOn::date + 7)
      ) as muscles,
      coalesce((
        select json_agg(json_build_object('code', b.badge_type, 'sessionId', b.session_id))
        from badges b where b.owner = :owner
      ), '[]') as earned
    from (
      select coalesce(sum(least(n.sessions, 3)), 0)::int as sessions,
        count(distinct extract(isodow from n.day))::int as weekdays,
        count(distinct date_trunc('month', n.day::timestamp))::int as months,
        max(n.day) filter (where n.day < :on) as "lastOn"
      from (
        select trained_on as day, count(*) as sessions from own
        where status = 'completed' group by trained_on
      ) n
    ) d`,
    { ...filter, sessionId, dueOn, adherence },
  )
  return history as TrainingHistory
}

export interface NewBadge {
  readonly code: BadgeCode
  readonly details: { readonly value: number; readonly target: number }
}

/** Inserts badges and returns the new ones. Badges earned before keep their session and day. */
export async function insertBadges(
  db: Db,
  earner: { owner: string; sessionId: string; earnedOn: string; awardedAt: Date },
  badges: readonly NewBadge[],
): Promise<BadgeCode[]> {
  const added = await rows<{ code: BadgeCode }>(
    db,
    /* sql */ `
    insert into badges (owner, badge_type, session_id, earned_on, awarded_at, details)
    select :owner, b.code, :sessionId, :earnedOn, :awardedAt, b.details
    from jsonb_to_recordset(:badges::jsonb) as b(code text, details jsonb)
    on conflict (owner, badge_type) do nothing
    returning badge_type as code`,
    { ...earner, badges: JSON.stringify(badges) },
  )
  return added.map(({ code }) => code)
}

export async function listEarnedBySession(
  db: Db,
  { owner, sessionId }: { owner: string; sessionId: string },
): Promise<BadgeCode[]> {
  const found = await rows<{ code: BadgeCode }>(
    db,
    /* sql */ `
    select badge_type as code from badges where owner = :owner and session_id = :sessionId`,
    { owner, sessionId },
  )
  return found.map(({ code }) => code)
}

/** Dates the badges that a session earned with its corrected day. */
export async function setEarnedOn(
  db: Db,
  { owner, sessionId, earnedOn }: { owner: string; sessionId: string; earnedOn: string },
): Promise<void> {
  await db('badges').where({ owner, session_id: sessionId }).update({ earned_on: earnedOn })
}

export async function deleteBadges(
  db: Db,
  { owner, codes }: { owner: string; codes: readonly BadgeCode[] },
): Promise<void> {
  await db('badges').where({ owner }).whereIn('badge_type', codes).delete()
}

export interface EarnedBadge {
  readonly code: BadgeCode
  readonly earnedOn: string
  readonly awardedAt: Date
  readonly details: NewBadge['details']
  readonly session: { readonly id: string; readonly title: string } | null
}

export function listEarned(db: Db, { owner }: { owner: string }): Promise<EarnedBadge[]> {
  return rows<EarnedBadge>(
    db,
    /* sql */ `
    select b.badge_type as code, b.earned_on as "earnedOn", b.awarded_at as "awardedAt", b.details,
      case when s.id is not null then json_build_object('id', s.id, 'title', s.title) end as session
    from badges b
    left join sessions s on s.owner = b.owner and s.id = b.session_id and s.archived_at is null
    where b.owner = :owner`,
    { owner },
  )
}
