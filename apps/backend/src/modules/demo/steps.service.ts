import { randomBytes } from 'node:crypto'

import { feedApi, sessionsApi, usersApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { instantOf } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { idOf } from '../../utils/ids.ts'
import { hashPassword } from '../../utils/passwords.ts'
import * as demoAccountService from '../auth/demoAccount.service.ts'
import * as feedService from '../feed/feed.service.ts'
import * as followsService from '../people/follows.service.ts'
import * as createService from '../planning/create.service.ts'
import * as seriesChangesService from '../planning/seriesChanges.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as completionService from '../training/completion.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as usersService from '../users/users.service.ts'
import type { Step } from './step.ts'

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>

/**
 * Takes a step as its athlete would have taken it at that time: through the services that serve the
 * requests, with bodies that the contract has parsed.
 */
export async function take(ctx: Context, step: Step, timezone: string): Promise<void> {
  const at = instantOf(step.at, timezone)
  const then = { ...ctx, clock: () => at }
  if (step.kind === 'join') await join(then, step, timezone)
  else await act(then, await athlete(then, step.athlete, timezone), step)
}

async function act(ctx: Context, user: User, step: Exclude<Step, { kind: 'join' }>): Promise<void> {
  switch (step.kind) {
    case 'profile':
      await usersService.update(ctx, user, usersApi.updateMe.body.parse(step.changes))
      break
    case 'plan':
      await plan(ctx, user, step)
      break
    case 'log':
      await log(ctx, user, step)
      break
    case 'complete':
      await complete(ctx, user, step)
      break
    case 'cancel':
    case 'share':
      await change(ctx, user, step)
      break
    case 'clone':
      await clone(ctx, user, step)
      break
    case 'follow':
      await followsService.follow(ctx, user, step.username)
      break
    case 'accept':
      await followsService.accept(ctx, user, step.username)
      break
  }
}

/** Creates the account of another athlete. Nobody knows its password, so it costs little to hash. */
async function join(ctx: Context, { athlete, email }: Of<'join'>, timezone: string): Promise<void> {
  const password = randomBytes(24).toString('base64url')
  await demoAccountService.createActive(ctx, {
    username: athlete,
    email,
    passwordHash: await hashPassword({ ...ctx.config, passwordCost: 4 }, password),
    preferredLang: ctx.config.defaultLang,
    timezone,
  })
}

async function athlete(ctx: Context, username: string, timezone: string): Promise<User> {
  const account = await accountsService.findCredentials(ctx, username)
  if (!account) throw new Error(`The demo athlete ${username} is gone`)
  return {
    id: account.id,
    sid: ctx.newId(),
    username,
    role: 'user',
    preferredLang: ctx.config.defaultLang,
    timezone,
    weekStart: 'monday',
  }
}

async function plan(ctx: Context, user: User, step: Of<'plan'>): Promise<void> {
  const { title, visibility, plannedAt, rule, exercises } = step
  const body = sessionsApi.createSession.body.parse({
    title,
    visibility,
    plannedFor: instantOf(plannedAt, user.timezone).toISOString(),
    recurrenceRule: rule,
    exercises: exercises.map(fromLibrary),
  })
  await createService.create(ctx, user, body, undefined)
}

async function log(ctx: Context, user: User, step: Of<'log'>): Promise<void> {
  const { title, notes, visibility, plannedAt, minutes, exercises } = step
  const body = sessionsApi.createSession.body.parse({
    title,
    notes,
    visibility,
    ...(plannedAt && { plannedFor: instantOf(plannedAt, user.timezone).toISOString() }),
    exercises: exercises.map(fromLibrary),
    completed: timesOf(ctx, minutes),
  })
  await createService.create(ctx, user, body, undefined)
}

async function complete(ctx: Context, user: User, step: Of<'complete'>): Promise<void> {
  const id = await find(ctx, user, { ...step, status: 'planned' })
  const { exercises } = await sessionsService.get(ctx, user, id)
  const body = sessionsApi.completeSession.body.parse({
    ...timesOf(ctx, step.minutes),
    actuals: exercises.flatMap((exercise, index) =>
      (step.actuals[index] ?? []).map((block) => ({ ...block, sessionExerciseId: exercise.id })),
    ),
  })
  await completionService.complete(ctx, user, id, body, undefined)
}

async function change(ctx: Context, user: User, step: Of<'cancel' | 'share'>): Promise<void> {
  if (step.kind === 'cancel') {
    const id = await find(ctx, user, { ...step, status: 'planned' })
    await seriesChangesService.cancel(ctx, user, id, 'this')
    return
  }
  const id = await find(ctx, user, { ...step, status: 'completed' })
  const body = sessionsApi.updateSession.body.parse({ visibility: 'public' })
  await seriesChangesService.update(ctx, user, id, 'this', body)
}

async function clone(ctx: Context, user: User, step: Of<'clone'>): Promise<void> {
  const query = feedApi.listFeed.query.parse({ author: step.author })
  const { items } = await feedService.list(ctx, user, query)
  const source = items.find(({ title }) => title === step.title)
  if (!source) throw new Error(`${step.author} has not shared ${step.title}`)
  const plannedFor = instantOf(step.plannedAt, user.timezone)
  await feedService.clone(ctx, user, source.id, { plannedFor }, undefined)
}

/** Returns the id of the user's session of this title on this day. */
async function find(
  ctx: Context,
  user: User,
  { title, on, status }: { title: string; on: string; status: 'planned' | 'completed' },
): Promise<string> {
  const query = sessionsApi.listSessions.query.parse({ from: on, to: on, status })
  const { items } = await sessionsService.list(ctx, user, query)
  const found = items.find((session) => session.title === title)
  if (!found) throw new Error(`${user.username} has no session ${title} on ${on}`)
  return found.id
}

const timesOf = (ctx: Context, minutes: number) => ({
  startedAt: secondsAfter(ctx.clock(), -minutes * 60).toISOString(),
  completedAt: ctx.clock().toISOString(),
  durationSec: minutes * 60,
})

const fromLibrary = <T extends { readonly slug: string }>({ slug, ...exercise }: T) => ({
  ...exercise,
  exerciseId: idOf(`library:${slug}`),
})
