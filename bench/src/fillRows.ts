import { idOf } from './ids.ts'
import { createRandom, type Random } from './random.ts'

type Value = string | number | boolean | null
/** Table → its columns, in the order of the values in a row. */
export const columns = {
  users:
    'id, username, password_hash, status, alias, preferred_lang, timezone, visibility, created_at',
  identities: 'kind, value, user_id',
  user_contacts: 'owner, id, type, value, is_primary, is_recovery, is_verified, created_at',
  user_static: 'owner, date_of_birth, gender',
  user_state_history: 'owner, id, weight_kg, unit, fitness_level, training_frequency, recorded_at',
  measurements: 'owner, id, kind, measured_on, value, recorded_at',
  auth_sessions: 'owner, jti, family_id, token_hash, created_at, expires_at, absolute_expires_at',
  sessions:
    'owner, id, title, status, visibility, type, planned_for, timezone, started_at, completed_at, ' +
    'created_at, due_on, trained_on, exercise_names, exercise_ids, volume_kg, distance_m, duration_seconds, ' +
    'sets, reps, calories, points, adherence, adherence_status, planned_volume_kg, ' +
    'planned_duration_seconds, planned_sets, planned_reps',
  session_exercises:
    'owner, id, session_id, exercise_id, position, name, type, metric, primary_muscles, done_at',
  planned_exercise_attributes:
    'owner, session_exercise_id, position, set_type, sets, reps, load_kg, rpe, rest_seconds',
  actual_exercise_attributes:
    'owner, session_exercise_id, position, set_type, sets, reps, load_kg, rpe, rest_seconds',
  user_points:
    'owner, id, source_type, algorithm_version, points, session_id, reason, details, awarded_at, ' +
    'earned_on',
} as const

export type Table = keyof typeof columns
export type Emit = (table: Table, row: readonly Value[]) => void

export interface LibraryExercise {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly muscles: readonly string[]
}

export interface World {
  readonly users: number
  /** Completed sessions of each user. */
  readonly sessions: number
  /** Planned sessions, due today, of each of the first `completers` users. */
  readonly planned: number
  readonly completers: number
  readonly passwordHash: string
  readonly library: readonly LibraryExercise[]
  readonly now: Date
}

const DAY = 86_400_000
const TITLES = ['Upper body', 'Lower body', 'Push', 'Pull', 'Full body', 'Squat day', 'Easy day']
const EXERCISES = 4
const BLOCKS = 3

export const usernameOf = (user: number) => `athlete${user}`

/** Emits all rows of a user. They depend on the user's number only, not on the number of users. */
export function emitUser(world: World, user: number, emit: Emit): void {
  const random = createRandom(user * 7_919 + 1)
  const owner = idOf('user', user)
  const joinedAt = iso(world.now, -(world.sessions * 2 + 10))
  const name = usernameOf(user)
  emit('users', [
    owner,
    name,
    world.passwordHash,
    'active',
    `Athlete ${user}`,
    'en',
    'Europe/Berlin',
    'public',
    joinedAt,
  ])
  emit('identities', ['username', name, owner])
  emit('identities', ['email', `${name}@bench.example`, owner])
  const contact = [owner, idOf('contact', user), 'email', `${name}@bench.example`]
  emit('user_contacts', [...contact, true, true, true, joinedAt])
  const dateOfBirth = `${random.between(1960, 2004)}-0${random.between(1, 9)}-15`
  emit('user_static', [owner, dateOfBirth, random.pick(['female', 'male', 'diverse'])])
  for (let entry = 0; entry < 5; entry += 1) {
    const weightKg = random.between(55, 105)
    const state = [weightKg, 'kg', 'intermediate', 'weekly']
    const at = iso(world.now, -world.sessions * 2 * (1 - entry / 5) - 1)
    emit('user_state_history', [owner, idOf('state', user, entry), ...state, at])
    const weighing = ['bodyWeight', at.slice(0, 10), weightKg, at]
    emit('measurements', [owner, idOf('weighing', user, entry), ...weighing])
  }
  const sid = idOf('login', user)
  const [createdAt, endsAt] = [iso(world.now, -0.01), iso(world.now, 10)]
  emit('auth_sessions', [owner, sid, sid, `\\\\x${'00'.repeat(32)}`, createdAt, endsAt, endsAt])

  for (let session = 0; session < world.sessions; session += 1) {
    const daysAgo = (world.sessions - session) * 2 + random.between(0, 9) / 10
    emitSession(world, { random, user, session, at: iso(world.now, -daysAgo), isDone: true }, emit)
  }
  const planned = user < world.completers ? world.planned : 0
  for (let extra = 0; extra < planned; extra += 1) {
    const session = world.sessions + extra
    // Soon, not past: a session whose day is over counts as skipped, which the baseline cannot know.
    const at = iso(world.now, 0.05)
    // Planned sessions are equal: the baseline repeats one recorded transaction for all of them.
    const sameForAll = createRandom(42)
    emitSession(world, { random: sameForAll, user, session, at, isDone: false }, emit)
  }
}

interface SessionPlan {
  readonly random: Random
  readonly user: number
  readonly session: number
  readonly at: string
  readonly isDone: boolean
}

function emitSession(
  world: World,
  { random, user, session, at, isDone }: SessionPlan,
  emit: Emit,
): void {
  const owner = idOf('user', user)
  const id = idOf('session', user, session)
  const end = new Date(Date.parse(at) + 3_600_000).toISOString()
  const sum = { volume: 0, sets: 0, reps: 0 }
  const plan = { volume: 0, sets: 0, reps: 0 }
  const exercises = Array.from({ length: EXERCISES }, () => random.pick(world.library))
  const exerciseRows: Value[][] = []
  for (const [position, exercise] of exercises.entries()) {
    const exerciseId = idOf('exercise', user, session, position)
    const head = [owner, exerciseId, id, exercise.id, position, exercise.name, exercise.type]
    exerciseRows.push([...head, 'weight_reps', toArray(exercise.muscles), isDone ? end : null])
    const load = random.between(8, 48) * 2.5
    for (let block = 0; block < BLOCKS; block += 1) {
      const reps = random.between(4, 12)
      const kind = block === 0 ? 'warmup' : 'working'
      const key = [owner, exerciseId, block, kind] as const
      emit('planned_exercise_attributes', [...key, 2, reps, load + block * 5, 8, 120])
      if (kind === 'working') add(plan, reps, load + block * 5)
      if (!isDone) continue
      const done = reps - random.between(0, 1)
      emit('actual_exercise_attributes', [...key, 2, done, load + block * 5, 8.5, 120])
      if (kind === 'working') add(sum, done, load + block * 5)
    }
  }
  const points = isDone ? random.between(20, 90) : null
  emit('sessions', [
    ...[owner, id, random.pick(TITLES), isDone ? 'completed' : 'planned'],
    ...[isDone && random.oneIn(20) ? 'public' : 'private', 'strength', at, 'Europe/Berlin'],
    ...[isDone ? at : null, isDone ? end : null, iso(new Date(at), -3), at.slice(0, 10)],
    ...[isDone ? at.slice(0, 10) : null, toArray(exercises.map(({ name }) => name))],
    toArray(exercises.map(({ id }) => id)),
    ...(isDone ? [sum.volume, 0, 3_600, sum.sets, sum.reps] : [null, null, null, null, null]),
    ...(isDone ? [random.between(200, 600), points, random.between(85, 100)] : [null, null, null]),
    ...[isDone ? 'completed' : null, plan.volume, 3_600, plan.sets, plan.reps],
  ])
  for (const row of exerciseRows) emit('session_exercises', row)
  if (!isDone) return
  emit('user_points', [
    owner,
    idOf('points', user, session),
    'session_completion',
    'v1',
    points,
    id,
    'completion',
    DETAILS,
    end,
    at.slice(0, 10),
  ])
}

/** Adds a block of two sets. */
function add(sum: { volume: number; sets: number; reps: number }, reps: number, load: number) {
  sum.sets += 2
  sum.reps += 2 * reps
  sum.volume += 2 * reps * load
}

const DETAILS = JSON.stringify({
  minutes: 60,
  metMinutes: 300,
  factors: { age: 1, gender: 1, fitness: 1, frequency: 1, product: 1 },
  adherenceBonus: false,
  raw: 30,
  limit: null,
  refused: null,
})

const iso = (now: Date, days: number) => new Date(now.getTime() + days * DAY).toISOString()

/** Writes a PostgreSQL array in the text format of COPY. */
const toArray = (items: readonly string[]) =>
  `{${items.map((item) => `"${item.replaceAll('"', String.raw`\\"`)}"`).join(',')}}`
