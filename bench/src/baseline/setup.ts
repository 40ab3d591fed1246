import type { Statement } from '../record.ts'
import type { Known } from './answers.ts'

/** The first message to the baseline, which has no SQL of its own and reads no environment. */
export interface BaselineSetup {
  readonly databaseUrl: string
  readonly poolSize: number
  readonly profile: string
  /** For reads: the statements of each request. */
  readonly scripts: readonly ReadScript[]
  /** For writes: a recorded transaction, which is repeated for other sessions. */
  readonly write: Script | undefined
}

export interface ReadScript {
  /** The key of its request. */
  readonly key: string
  readonly statements: readonly Statement[]
  readonly known: Known
}

export interface Script {
  readonly sessionId: string
  readonly statements: readonly Statement[]
  readonly answer: unknown
}
