import type { Call, sessionsApi, usersApi } from '@fitvibe/contract'

type NewSession = Call<typeof sessionsApi.createSession>['body']

/** A block of equal sets, as a client sends it. */
export type Block = Partial<
  Exclude<NonNullable<NewSession['exercises'][number]['planned']>, readonly unknown[]>
>

/** An exercise of the library, named by its slug, with the sets planned and done. */
export interface Trained {
  readonly slug: string
  readonly planned: readonly Block[]
  readonly actual: readonly Block[]
}

interface Head {
  readonly title: string
  readonly notes?: string
  readonly visibility?: NewSession['visibility']
}

/** The acts of which a demo year consists. Times are local: `2026-11-23T18:30`. */
type Act =
  | { readonly kind: 'join'; readonly email: string }
  | { readonly kind: 'profile'; readonly changes: Call<typeof usersApi.updateMe>['body'] }
  /** Plans a session, or a series with a rule. */
  | ({
      readonly kind: 'plan'
      readonly plannedAt: string
      readonly rule?: string
      readonly exercises: readonly Omit<Trained, 'actual'>[]
    } & Head)
  /** Logs a session that has just ended. */
  | ({
      readonly kind: 'log'
      readonly plannedAt?: string
      readonly minutes: number
      readonly exercises: readonly Trained[]
    } & Head)
  /** Completes the session planned for a day. */
  | {
      readonly kind: 'complete'
      readonly title: string
      readonly on: string
      readonly minutes: number
      /** Sets done of each exercise, in its order. */
      readonly actuals: readonly (readonly Block[])[]
    }
  /** Cancels a planned session, or shows a completed one to everyone. */
  | { readonly kind: 'cancel' | 'share'; readonly title: string; readonly on: string }
  /** Clones the author's latest session of this title. */
  | {
      readonly kind: 'clone'
      readonly author: string
      readonly title: string
      readonly plannedAt: string
    }
  | { readonly kind: 'follow' | 'accept'; readonly username: string }

/** An act with its athlete and the time at which it takes place. */
export type Step = Act & { readonly athlete: string; readonly at: string }
