import { peopleApi, usersApi } from '@fitvibe/contract'
import { expect } from 'vitest'

import type { Athlete, TestApp } from './testApp.ts'

export const follow = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.followPerson, { params: { username } })

export const unfollow = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.unfollowPerson, { params: { username } })

export const accept = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.acceptFollower, { params: { username } })

export const removeFollower = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.removeFollower, { params: { username } })

export const block = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.blockPerson, { params: { username } })

export const unblock = (athlete: Athlete, { username }: Pick<Athlete, 'username'>) =>
  athlete.call(peopleApi.unblockPerson, { params: { username } })

export async function makePublic(athlete: Athlete, alias?: string): Promise<Athlete> {
  const body = { visibility: 'public' as const, ...(alias && { alias }) }
  const answer = await athlete.call(usersApi.updateMe, { body })
  expect(answer.status).toBe(200)
  return athlete
}

/** Makes an athlete with a public profile, which every user may follow. */
export const newPublic = async (app: TestApp, alias?: string) =>
  makePublic(await app.newAthlete(), alias)

/** Makes an athlete follow another, who accepts if the profile is private. */
export async function befriend(follower: Athlete, followed: Athlete): Promise<void> {
  const asked = await follow(follower, followed)
  if (asked.body.follow === 'requested') await accept(followed, follower)
}

/** Suspends an account in the database, so its logins stay open and cached. */
export const suspend = (app: TestApp, { id }: Athlete) =>
  app.ctx().db('users').where({ id }).update({ status: 'suspended' })
