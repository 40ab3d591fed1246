import type { Statement } from '../record.ts'
import type { Known } from './answers.ts'

/** What the baseline is told over its channel: no SQL of its own, nothing from the environment. */
export interface BaselineSetup {
  readonly databaseUrl: string
  readonly poolSize: number
  readonly profile: string
  /** For reads: what each request takes. */
  readonly scripts: readonly ReadScript[]
  /** For writes: one recorded transaction, done again for other sessions. */
  readonly write: Script | undefined
}

export interface ReadScript {
  /** The request it belongs to. */
  readonly key: string
  readonly statements: readonly Statement[]
  readonly known: Known
}

export interface Script {
  readonly sessionId: string
  readonly statements: readonly Statement[]
  readonly answer: unknown
}
