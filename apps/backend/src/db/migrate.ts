import { runMigrations } from 'graphile-worker'
import knex, { type Knex } from 'knex'
import pg from 'pg'

import * as lookups from './migrations/202611230900__lookups.ts'
import * as accounts from './migrations/202611230910__accounts.ts'
import * as exercises from './migrations/202611230920__exercises.ts'
import * as sessions from './migrations/202611230930__sessions.ts'
import * as community from './migrations/202611230940__community.ts'
import * as libraryStaples from './migrations/202611231300__library_staples.ts'
import * as auditLog from './migrations/202611231430__audit_log.ts'
import * as rateLimits from './migrations/202611231540__rate_limits.ts'
import * as administration from './migrations/202611231600__administration.ts'
import * as totp from './migrations/202611231700__totp.ts'
import * as retention from './migrations/202611231730__retention.ts'
import * as series from './migrations/202611231800__series.ts'
import * as calendarFeeds from './migrations/202611231801__calendar_feeds.ts'
import * as imports from './migrations/202611231830__imports.ts'
import * as importedSeries from './migrations/202611231840__imported_series.ts'
import * as logging from './migrations/202611231900__logging.ts'
import * as exerciseBests from './migrations/202611231910__exercise_bests.ts'
import * as badges from './migrations/202611231920__badges.ts'
import * as leaderboard from './migrations/202611231921__leaderboard.ts'
import * as people from './migrations/202611231930__people.ts'
import * as sharing from './migrations/202611231931__sharing.ts'
import * as reports from './migrations/202611231932__reports.ts'
import * as importsKept from './migrations/202611232345__imports_kept.ts'
import * as doneExercises from './migrations/202611232350__done_exercises.ts'
import * as caloriesGiven from './migrations/202611240015__calories_given.ts'
import * as importSources from './migrations/202611291100__import_sources.ts'
import * as importIdentities from './migrations/202611291120__import_identities.ts'
import * as exerciseAliases from './migrations/202611291130__exercise_aliases.ts'
import * as exerciseNameKeys from './migrations/202611291131__exercise_name_keys.ts'
import * as exerciseLinks from './migrations/202611291132__exercise_links.ts'
import * as sessionTimes from './migrations/202611291140__session_times.ts'
import * as preferences from './migrations/202611291141__preferences.ts'
import * as exactLoads from './migrations/202611291150__exact_loads.ts'
import * as sidesAndBodyWeight from './migrations/202611291151__sides_and_body_weight.ts'
import * as quotas from './migrations/202611291160__quotas.ts'
import * as sharedNotes from './migrations/202611291161__shared_notes.ts'
import * as reportedExercises from './migrations/202611291162__reported_exercises.ts'
import * as importProgress from './migrations/202611291170__import_progress.ts'
import * as demoYears from './migrations/202611291180__demo_years.ts'
import * as languages from './migrations/202611291200__languages.ts'
import * as linkMetrics from './migrations/202611291400__link_metrics.ts'
import * as importChanges from './migrations/202611291410__import_changes.ts'
import * as importFormats from './migrations/202611291420__import_formats.ts'
import * as exerciseIds from './migrations/202611291430__exercise_ids.ts'
import * as importJobs from './migrations/202611291900__import_jobs.ts'
import * as media from './migrations/202611292000__media.ts'
import * as measurements from './migrations/202611292010__measurements.ts'
import * as accountDeletion from './migrations/202611292020__account_deletion.ts'
import * as translations from './migrations/202611292100__translations.ts'
import * as dataExports from './migrations/202611292110__data_exports.ts'
import * as consents from './migrations/202611292111__consents.ts'
import * as retentionLimits from './migrations/202611292120__retention_limits.ts'
import * as wantedMails from './migrations/202611292130__wanted_mails.ts'
import { seed } from './seeds/seed.ts'

/**
 * Every migration, oldest first. A list and not a folder, so that sources and build record the same
 * names.
 */
const migrations: Record<string, Knex.Migration> = {
  '202611230900__lookups': lookups,
  '202611230910__accounts': accounts,
  '202611230920__exercises': exercises,
  '202611230930__sessions': sessions,
  '202611230940__community': community,
  '202611231300__library_staples': libraryStaples,
  '202611231430__audit_log': auditLog,
  '202611231540__rate_limits': rateLimits,
  '202611231600__administration': administration,
  '202611231700__totp': totp,
  '202611231730__retention': retention,
  '202611231800__series': series,
  '202611231801__calendar_feeds': calendarFeeds,
  '202611231830__imports': imports,
  '202611231840__imported_series': importedSeries,
  '202611231900__logging': logging,
  '202611231910__exercise_bests': exerciseBests,
  '202611231920__badges': badges,
  '202611231921__leaderboard': leaderboard,
  '202611231930__people': people,
  '202611231931__sharing': sharing,
  '202611231932__reports': reports,
  '202611232345__imports_kept': importsKept,
  '202611232350__done_exercises': doneExercises,
  '202611240015__calories_given': caloriesGiven,
  '202611291100__import_sources': importSources,
  '202611291120__import_identities': importIdentities,
  '202611291140__session_times': sessionTimes,
  '202611291141__preferences': preferences,
  '202611291150__exact_loads': exactLoads,
  '202611291151__sides_and_body_weight': sidesAndBodyWeight,
  '202611291160__quotas': quotas,
  '202611291161__shared_notes': sharedNotes,
  '202611291162__reported_exercises': reportedExercises,
  '202611291170__import_progress': importProgress,
  '202611291180__demo_years': demoYears,
  '202611291200__languages': languages,
  '202611291130__exercise_aliases': exerciseAliases,
  '202611291131__exercise_name_keys': exerciseNameKeys,
  '202611291132__exercise_links': exerciseLinks,
  '202611291400__link_metrics': linkMetrics,
  '202611291410__import_changes': importChanges,
  '202611291420__import_formats': importFormats,
  '202611291430__exercise_ids': exerciseIds,
  '202611291900__import_jobs': importJobs,
  '202611292000__media': media,
  '202611292010__measurements': measurements,
  '202611292020__account_deletion': accountDeletion,
  '202611292100__translations': translations,
  '202611292110__data_exports': dataExports,
  '202611292111__consents': consents,
  '202611292120__retention_limits': retentionLimits,
  '202611292130__wanted_mails': wantedMails,
}

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(migrations),
  getMigrationName: (name) => name,
  getMigration: async (name) => migrations[name] as Knex.Migration,
}

/** An arbitrary number that all our processes share. */
const LOCK = 7_236_001

/**
 * Migrates and seeds the database; changes nothing if it is current. Processes that start at the
 * same time take turns. A process that is killed halfway does not block the next one.
 */
export async function migrate(url: string): Promise<void> {
  await withMigrationLock(url, async (db) => {
    await db.migrate.latest({ migrationSource })
    await runMigrations({ connectionString: url })
    await seed(db)
  })
}

/** Reverts every migration, newest first: for tests and development databases. */
export async function rollback(url: string): Promise<void> {
  await withMigrationLock(url, async (db) => {
    await db.migrate.rollback({ migrationSource }, true)
  })
}

/** Returns whether every migration in the list has run. */
export async function isCurrent(db: Knex): Promise<boolean> {
  const [, pending] = (await db.migrate.list({ migrationSource })) as [unknown, unknown[]]
  return pending.length === 0
}

async function withMigrationLock(url: string, work: (db: Knex) => Promise<void>): Promise<void> {
  const lock = new pg.Client({ connectionString: url })
  await lock.connect()
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } })
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK])
    // A killed process leaves the lock of Knex in its table. Ours ended with its connection.
    await db.migrate.forceFreeMigrationsLock({ migrationSource })
    await work(db)
  } finally {
    await db.destroy()
    await lock.end()
  }
}
