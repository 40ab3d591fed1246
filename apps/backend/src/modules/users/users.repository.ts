import type { usersApi } from '@fitvibe/contract'

import { AVATAR_OF_USER } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'
import type { Slice } from '../../utils/lists.ts'

export interface Me extends Omit<usersApi.Me, 'createdAt' | 'emailRefusedAt'> {
  readonly createdAt: Date
  readonly emailRefusedAt: Date | null
}

export type State = Pick<Me, 'weight' | 'unit' | 'fitnessLevel' | 'trainingFrequency'>

export interface Snapshot extends State {
  readonly id: string
  readonly recordedAt: Date
}

const STATE = /* sql */ `
  coalesce(h.unit, 'kg') as unit, h.fitness_level as "fitnessLevel",
  h.training_frequency as "trainingFrequency"`

const ME = /* sql */ `
  select u.id, u.username, c.value as email, c.refused_at as "emailRefusedAt",
    u.role, u.alias, u.preferred_lang as "preferredLang",
    u.timezone, u.week_start as "weekStart", u.distance_unit as "distanceUnit", u.visibility,
    u.on_leaderboard as "onLeaderboard", u.counts_body_weight as "countsBodyWeight",
    s.date_of_birth as "dateOfBirth", s.gender, round(w.value, 2)::float8 as weight, ${STATE},
    ${AVATAR_OF_USER} as "avatarUrl",
    u.created_at as "createdAt"
  from users u
  join user_contacts c on c.owner = u.id and c.type = 'email' and c.is_primary
  left join user_static s on s.owner = u.id
  left join lateral (
    select * from user_state_history h where h.owner = u.id
    order by h.recorded_at desc, h.id desc limit 1
  ) h on true
  left join lateral (
    select m.value from measurements m where m.owner = u.id and m.kind = 'bodyWeight'
    order by m.measured_on desc limit 1
  ) w on true
  where u.id = :owner`

export function findMe(db: Db, { owner }: { owner: string }): Promise<Me | undefined> {
  return row<Me>(db, ME, { owner })
}

/** Serialises changes of a profile until the transaction ends. */
export function lockProfile(db: Db, { owner }: { owner: string }): Promise<void> {
  return lockKind(db, { owner, kind: 'profile' })
}

type Profile = Pick<
  Me,
  | 'alias'
  | 'preferredLang'
  | 'timezone'
  | 'weekStart'
  | 'distanceUnit'
  | 'visibility'
  | 'onLeaderboard'
  | 'countsBodyWeight'
>

export async function setProfile(
  db: Db,
  { owner }: { owner: string },
  profile: Profile,
): Promise<void> {
  await db('users').where({ id: owner }).update({
    alias: profile.alias,
    preferred_lang: profile.preferredLang,
    timezone: profile.timezone,
    week_start: profile.weekStart,
    distance_unit: profile.distanceUnit,
    visibility: profile.visibility,
    on_leaderboard: profile.onLeaderboard,
    counts_body_weight: profile.countsBodyWeight,
  })
}

/** Sets only the fields that are still null. */
export async function fillStatic(
  db: Db,
  { owner }: { owner: string },
  { dateOfBirth, gender }: Pick<Me, 'dateOfBirth' | 'gender'>,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into user_static (owner, date_of_birth, gender) values (:owner, :dateOfBirth, :gender)
    on conflict (owner) do update set
      date_of_birth = coalesce(user_static.date_of_birth, excluded.date_of_birth),
      gender = coalesce(user_static.gender, excluded.gender)`,
    { owner, dateOfBirth, gender },
  )
}

export async function insertSnapshot(
  db: Db,
  { owner }: { owner: string },
  snapshot: Snapshot,
): Promise<void> {
  await db('user_state_history').insert({
    owner,
    id: snapshot.id,
    weight_kg: snapshot.weight,
    unit: snapshot.unit,
    fitness_level: snapshot.fitnessLevel,
    training_frequency: snapshot.trainingFrequency,
    recorded_at: snapshot.recordedAt,
  })
}

export async function listSnapshots(
  db: Db,
  { owner }: { owner: string },
  { after, limit, offset }: Slice,
): Promise<{ items: Snapshot[]; total: number }> {
  const found = await rows<Snapshot & { total: number }>(
    db,
    /* sql */ `
    select h.id, h.weight_kg::float8 as weight, ${STATE}, h.recorded_at as "recordedAt", n.total
    from (select count(*)::int as total from user_state_history where owner = :owner) n
    left join lateral (
      select * from user_state_history where owner = :owner
        ${after ? 'and (recorded_at, id) < (:at, :id)' : ''}
      order by recorded_at desc, id desc limit :limit offset :offset
    ) h on true`,
    { owner, ...after, limit, offset },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/**
 * Deletes up to `limit` snapshots from a time and before that a later one of the same month, in the
 * user's zone, replaces: the last of each month is its value.
 */
export async function deleteWithinMonths(db: Db, until: Date, limit: number): Promise<number> {
  const deleted = await rows(
    db,
    /* sql */ `
    delete from user_state_history where (owner, id) in (
      select h.owner, h.id
      from user_state_history h join users u on u.id = h.owner
      where h.recorded_at <= :until and exists (
        select from user_state_history later
        where later.owner = h.owner and (later.recorded_at, later.id) > (h.recorded_at, h.id)
          and later.recorded_at < (
            date_trunc('month', h.recorded_at at time zone u.timezone) + interval '1 month'
          ) at time zone u.timezone)
      limit :limit)
    returning id`,
    { until, limit },
  )
  return deleted.length
}
