import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { load } from './load.ts'
import type { Options } from './options.ts'
import { startApp } from './processes.ts'
import type { Profile } from './profiles.ts'

interface CpuProfile {
  readonly nodes: readonly CpuNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface CpuNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

/** Whose a function is, by its file; the first that matches going up the stack has the time. */
const OWNERS: readonly (readonly [owner: string, files: RegExp])[] = [
  ['response schema (zod)', /node_modules\/zod\//],
  ['driver (pg: protocol, parsing of rows)', /node_modules\/(pg|pg-[a-z]+|postgres-[a-z]+)\//],
  ['query builder and pool (knex, tarn)', /node_modules\/(knex|tarn)\//],
  [
    'logging (morgan, pino)',
    /node_modules\/(morgan|pino|sonic-boom|[a-z-]*on-finished)\/|requestLog/,
  ],
  ['metrics (prom-client)', /node_modules\/prom-client\/|measure\.js/],
  ['security headers, CORS', /node_modules\/(helmet|cors|vary)\//],
  ['rate limit', /node_modules\/(express-rate-limit|ip-address)\//],
  ['cookies, CSRF, access token', /node_modules\/(cookie|cookie-parser|csrf-csrf|jose)\//],
  [
    'Express: routing, res.json with JSON.stringify',
    /node_modules\/(express|router|body-parser)\//,
  ],
  ['our modules and middlewares', /apps\/backend\/dist\//],
]

/**
 * Runs the server under `--cpu-prof` while a profile loads it and says, in Markdown, which share of
 * its busy time is whose. The idle share is what it waited: for the database and for requests.
 */
export async function whereTimeGoes(run: {
  profile: Profile
  env: NodeJS.ProcessEnv
  folder: string
  options: Options
}): Promise<string> {
  const { profile, env, folder, options } = run
  const logFile = join(folder, 'profiled.log')
  const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
  const app = await startApp(env, { logFile, nodeArgs })
  try {
    await load(app.url, profile.requests, { ...options, isOnce: false })
  } finally {
    await app.stop()
  }
  const file = (await readdir(folder)).find((name) => name.endsWith('.cpuprofile'))
  if (!file) return 'The server has left no CPU profile.'
  const shares = sharesOf(JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile)
  const lines = shares.map(([owner, share]) => `| ${owner} | ${(share * 100).toFixed(1)} |`)
  return [`| server's CPU under \`${profile.name}\` | % |`, '|---|--:|', ...lines].join('\n')
}

function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): [string, number][] {
  const owners = ownersOf(nodes)
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id) ?? NOBODY
    const time = timeDeltas[index] ?? 0
    if (owner === IDLE) continue
    busy += time
    times.set(owner, (times.get(owner) ?? 0) + time)
  }
  const shares = [...times].map(([owner, time]): [string, number] => [owner, time / busy])
  return shares.toSorted(([, a], [, b]) => b - a)
}

const IDLE = 'idle'
const NOBODY = 'Node: sockets, HTTP, streams'

function ownersOf(nodes: readonly CpuNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owners = new Map<number, string>()
  const visit = (node: CpuNode, above: string) => {
    const owner = ownerOf(node, above)
    owners.set(node.id, owner)
    for (const child of node.children ?? []) {
      const below = byId.get(child)
      if (below) visit(below, owner)
    }
  }
  if (nodes[0]) visit(nodes[0], NOBODY)
  return owners
}

function ownerOf({ callFrame }: CpuNode, above: string): string {
  const { functionName, url } = callFrame
  if (functionName === '(idle)') return IDLE
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'outside JavaScript: system calls'
  const known = OWNERS.find(([, files]) => files.test(url))
  if (known) return known[0]
  // Middleware calls the next one: Node's own code is whoever's called it.
  return above
}
