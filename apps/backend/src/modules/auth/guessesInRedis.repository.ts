import type { Redis } from 'ioredis'

import { askRedis } from '../../utils/redis.ts'
import type { Count, Counter } from './guesses.repository.ts'

/*
 * `guesses.repository.ts` for Redis, function by function: a script runs there alone, so that it is
 * as atomic as a statement. A counter is a hash of `failures` and `until`, in milliseconds.
 */

type Counters = readonly Counter[]

const COUNT = `
  local now = tonumber(ARGV[1])
  local late = 0
  for i, key in ipairs(KEYS) do
    if tonumber(redis.call('hget', key, 'until') or '0') > now then return {0, late} end
    local free, first, longest, forgotten = unpack(ARGV, 4 * i - 2, 4 * i + 1)
    local failures = redis.call('hincrby', key, 'failures', 1)
    local over = failures - tonumber(free)
    if over > 0 then late = 1 end
    if over >= 0 then
      local wait = math.min(tonumber(longest), tonumber(first) * 2 ^ math.min(over, 20))
      redis.call('hset', key, 'until', string.format('%.0f', now + wait * 1000))
    end
    redis.call('expire', key, forgotten)
  end
  return {1, late}`

const BLOCKED_UNTIL = `
  local latest = 0
  for _, key in ipairs(KEYS) do
    latest = math.max(latest, tonumber(redis.call('hget', key, 'until') or '0'))
  end
  return string.format('%.0f', latest)`

const TAKE_BACK = `
  for i, key in ipairs(KEYS) do
    if i == 1 and ARGV[1] == 'forget' then
      redis.call('del', key)
    elseif redis.call('exists', key) == 1 then
      redis.call('hdel', key, 'until')
      if redis.call('hincrby', key, 'failures', -1) <= 0 then redis.call('del', key) end
    end
  end`

export async function countGuess(redis: Redis, counters: Counters, now: Date): Promise<Count> {
  const limits = counters.flatMap((counter) => [
    counter.free,
    counter.firstWaitSeconds,
    counter.longestWaitSeconds,
    counter.forgottenAfterSeconds,
  ])
  const [counted, late] = await run<[number, number]>(redis, COUNT, counters, [
    now.getTime(),
    ...limits,
  ])
  return { isCounted: counted === 1, isLate: late === 1 }
}

export async function findBlockedUntil(
  redis: Redis,
  counters: Counters,
  now: Date,
): Promise<Date | undefined> {
  const until = new Date(Number(await run<string>(redis, BLOCKED_UNTIL, counters, [])))
  return until > now ? until : undefined
}

export async function takeBack(redis: Redis, counters: Counters): Promise<void> {
  await run(redis, TAKE_BACK, counters, ['one'])
}

export async function forget(redis: Redis, counters: Counters): Promise<void> {
  await run(redis, TAKE_BACK, counters, ['forget'])
}

function run<T>(
  redis: Redis,
  script: string,
  counters: Counters,
  args: readonly (string | number)[],
): Promise<T> {
  const keys = counters.map(({ key }) => `guess:${key}`)
  return askRedis<T>(redis.eval(script, keys.length, ...keys, ...args))
}
