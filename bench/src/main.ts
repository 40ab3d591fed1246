import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { startEmbedded } from '@fitvibe/embedded-postgres'

import { migrate } from '../../apps/backend/src/db/migrate.ts'
import { hashPassword } from '../../apps/backend/src/utils/passwords.ts'
import { cpuShares } from './cpuShares.ts'
import { createEnvironment, PASSWORD } from './environment.ts'
import { fill } from './fill.ts'
import { measure, prepare } from './measure.ts'
import { readOptions } from './options.ts'
import { startApp } from './processes.ts'
import { formatTable, writeReport } from './report.ts'

/** Users who complete planned sessions, and the number of these sessions per measured second. */
const COMPLETERS = 1_000
const PLANNED_PER_SECOND = 375

const options = readOptions(process.argv.slice(2))
const folder = await mkdtemp(join(tmpdir(), 'fitvibe-bench-'))
const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
const print = (line: string) => console.log(line)

try {
  print(`PostgreSQL in ${folder}, ${availableParallelism()} CPUs`)
  const postgres = await startEmbedded({ dataDir: folder })
  stops.push(() => postgres.stop())
  await migrate(postgres.url)

  const env = createEnvironment(postgres.url, folder)
  const passwordHash = await hashPassword(
    {
      passwordPepper: env.PASSWORD_PEPPER,
      passwordPepperId: 'p1',
      oldPasswordPeppers: {},
      passwordCost: 12,
    },
    PASSWORD,
  )
  const completers = Math.min(COMPLETERS, options.users)
  const toComplete = PLANNED_PER_SECOND * options.seconds * options.rounds
  const planned = Math.min(1_000, Math.ceil(toComplete / completers))
  const { users, sessions } = options
  const world = { users, sessions, planned, completers, passwordHash, now: new Date() }
  const filled = await fill(postgres.url, world)
  print(`Filled in ${filled.seconds.toFixed(1)} s: ${JSON.stringify(filled.rows)}`)

  const childEnv = { ...process.env, ...env }
  const logFile = join(folder, 'server.log')
  const app = await startApp(childEnv, { logFile })
  stops.push(() => app.stop())
  const profiles = await prepare(app.url, childEnv, world)
  const chosen = profiles.filter(({ name }) => options.profiles?.includes(name) ?? true)
  const results = []
  for (const profile of chosen) {
    const result = await measure({ app, profile, env: childEnv, options })
    print(
      formatTable([result])
        .split('\n')
        .slice(results.length === 0 ? 0 : 2)
        .join('\n'),
    )
    results.push(result)
  }
  await app.stop()

  const list = profiles.find(({ name }) => name === 'list')
  const time =
    list &&
    options.writesReport &&
    (await cpuShares({ profile: list, env: childEnv, folder, options }))
  if (time) print(time)
  if (options.writesReport && !options.profiles)
    await writeReport({ options, filled, results, time: time || '' })
  const failed = results.filter(({ app, baseline }) =>
    [app, baseline].some(({ errors, non2xx }) => errors + non2xx > 0),
  )
  if (failed.length > 0)
    throw new Error(`Failed requests in ${failed.map(({ name }) => name).join(', ')}`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const stop of stops.toReversed()) await stop().catch(console.error)
}
