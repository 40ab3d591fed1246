import type { Redis } from 'ioredis'

import { askRedis } from '../../utils/redis.ts'
import type { Count, Counter } from './counters.repository.ts'

/*
 * The functions of `counters.repository.ts` for Redis. Redis runs scripts one at a time, so each is
 * atomic. A counter is a hash of `failures` and `until` (Unix time in milliseconds).
 */

type Counters = readonly Counter[]

const INCREMENT = `
  local now = tonumber(ARGV[1])
  local overFree = 0
  for i, key in ipairs(KEYS) do
    if tonumber(redis.call('hget', key, 'until') or '0') > now then return {0, overFree} end
    local free, first, longest, reset = unpack(ARGV, 4 * i - 2, 4 * i + 1)
    local failures = redis.call('hincrby', key, 'failures', 1)
    local over = failures - tonumber(free)
    if over > 0 then overFree = 1 end
    if over >= 0 then
      local wait = math.min(tonumber(longest), tonumber(first) * 2 ^ math.min(over, 20))
      redis.call('hset', key, 'until', string.format('%.0f', now + wait * 1000))
    end
    redis.call('expire', key, reset)
  end
  return {1, overFree}`

const BLOCKED_UNTIL = `
  local latest = 0
  for _, key in ipairs(KEYS) do
    latest = math.max(latest, tonumber(redis.call('hget', key, 'until') or '0'))
  end
  return string.format('%.0f', latest)`

const DECREMENT = `
  for i, key in ipairs(KEYS) do
    if i == 1 and ARGV[1] == 'clear' then
      redis.call('del', key)
    elseif redis.call('exists', key) == 1 then
      redis.call('hdel', key, 'until')
      if redis.call('hincrby', key, 'failures', -1) <= 0 then redis.call('del', key) end
    end
  end`

export async function increment(redis: Redis, counters: Counters, now: Date): Promise<Count> {
  const limits = counters.flatMap((counter) => [
    counter.free,
    counter.firstWaitSeconds,
    counter.longestWaitSeconds,
    counter.resetAfterSeconds,
  ])
  const [counted, overFree] = await run<[number, number]>(redis, INCREMENT, counters, [
    now.getTime(),
    ...limits,
  ])
  return { isCounted: counted === 1, isOverFree: overFree === 1 }
}

export async function findBlockedUntil(
  redis: Redis,
  counters: Counters,
  now: Date,
): Promise<Date | undefined> {
  const until = new Date(Number(await run<string>(redis, BLOCKED_UNTIL, counters, [])))
  return until > now ? until : undefined
}

export async function decrement(redis: Redis, counters: Counters): Promise<void> {
  await run(redis, DECREMENT, counters, ['decrement'])
}

export async function clear(redis: Redis, counters: Counters): Promise<void> {
  await run(redis, DECREMENT, counters, ['clear'])
}

export async function deleteKeys(redis: Redis, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await askRedis(redis.del(keys.map((key) => `guess:${key}`)))
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
