import * as accountDeletion from './accountDeletion.ts'
import * as auth from './auth.ts'
import * as badges from './badges.ts'
import * as calendar from './calendar.ts'
import * as consents from './consents.ts'
import type { Endpoint } from './endpoint.ts'
import * as exercises from './exercises.ts'
import * as feed from './feed.ts'
import * as history from './history.ts'
import * as importProgress from './importProgress.ts'
import * as imports from './imports.ts'
import * as leaderboard from './leaderboard.ts'
import * as logging from './logging.ts'
import * as lookups from './lookups.ts'
import * as mails from './mails.ts'
import * as measurements from './measurements.ts'
import * as media from './media.ts'
import * as people from './people.ts'
import * as points from './points.ts'
import * as privacy from './privacy.ts'
import * as progress from './progress.ts'
import * as records from './records.ts'
import * as reports from './reports.ts'
import * as series from './series.ts'
import * as sessions from './sessions.ts'
import * as system from './system.ts'
import * as totp from './totp.ts'
import * as translations from './translations.ts'
import * as users from './users.ts'

const modules = {
  auth: { ...auth, ...totp, ...accountDeletion },
  users: { ...users, ...media, ...mails },
  exercises,
  sessions: { ...sessions, ...logging, ...series },
  calendar,
  progress: { ...progress, ...records },
  points: { ...points, ...badges, ...leaderboard },
  measurements,
  people,
  feed: { ...feed, ...translations },
  reports,
  privacy: { ...privacy, ...consents },
  imports: { ...imports, ...importProgress, ...history },
  system: { ...system, ...lookups },
}

/** All endpoints with their module and name, for documentation and tests. */
export const catalogue: readonly CatalogueEntry[] = Object.entries(modules).flatMap(
  ([module, members]) =>
    Object.entries(members).flatMap(([name, member]) =>
      isEndpoint(member) ? [{ module, name, endpoint: member }] : [],
    ),
)

export interface CatalogueEntry {
  readonly module: string
  readonly name: string
  readonly endpoint: Endpoint
}

function isEndpoint(member: unknown): member is Endpoint {
  return typeof member === 'object' && member !== null && 'method' in member && 'path' in member
}
