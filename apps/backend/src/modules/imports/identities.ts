import type { ImportSource } from '@fitvibe/contract'
import { IMPORT_APPS } from '@fitvibe/contract/importApps'

import { hashOf } from '../../utils/hashes.ts'

interface Start {
  /** The minute in the file, local or in UTC. */
  readonly minute: string
  /** The local minute. */
  readonly local: string
}

const APPS = Object.keys(IMPORT_APPS) as ImportSource[]

/**
 * Returns the identities of a workout, its own first: an app has one workout that begins in a minute.
 * A history of FitVibe also contains workouts that were imported from other apps, and the other way
 * round.
 */
export function identitiesOf(app: ImportSource, { minute, local }: Start): [string, ...string[]] {
  const others: readonly ImportSource[] =
    app === 'fitvibe' ? APPS.filter((other) => other !== app) : ['fitvibe']
  return [hashOf([app, minute]), ...others.map((other) => hashOf([other, local]))]
}
