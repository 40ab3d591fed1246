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

/** Parts of the server and their files. Time counts for the nearest caller in one of these files. */
const PARTS: readonly (readonly [part: string, files: RegExp])[] = [
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
 * Runs the server under `--cpu-prof` with the load of a profile and returns, as Markdown, the share
 * of each part in its busy time. Leaves out idle time: waiting for the database and for requests.
 */
export async function cpuShares(run: {
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
  if (!file) return 'The server wrote no CPU profile.'
  const shares = sharesOf(JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile)
  const lines = shares.map(([part, share]) => `| ${part} | ${(share * 100).toFixed(1)} |`)
  return [`| server's CPU under \`${profile.name}\` | % |`, '|---|--:|', ...lines].join('\n')
}

function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): [string, number][] {
  const parts = partsOf(nodes)
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const part = parts.get(id) ?? NODE
    const time = timeDeltas[index] ?? 0
    if (part === IDLE) continue
    busy += time
    times.set(part, (times.get(part) ?? 0) + time)
  }
  const shares = [...times].map(([part, time]): [string, number] => [part, time / busy])
  return shares.toSorted(([, a], [, b]) => b - a)
}

const IDLE = 'idle'
const NODE = 'Node: sockets, HTTP, streams'

function partsOf(nodes: readonly CpuNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parts = new Map<number, string>()
  const visit = (node: CpuNode, above: string) => {
    const part = partOf(node, above)
    parts.set(node.id, part)
    for (const child of node.children ?? []) {
      const below = byId.get(child)
      if (below) visit(below, part)
    }
  }
  if (nodes[0]) visit(nodes[0], NODE)
  return parts
}

function partOf({ callFrame }: CpuNode, above: string): string {
  const { functionName, url } = callFrame
  if (functionName === '(idle)') return IDLE
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'outside JavaScript: system calls'
  const known = PARTS.find(([, files]) => files.test(url))
  if (known) return known[0]
  // Node's own code and other packages count for the part that called them.
  return above
}
