import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, release, totalmem } from 'node:os'

import type { Result } from './measure.ts'
import type { Options } from './options.ts'

const FILE = new URL('../../docs/performance.md', import.meta.url)
const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

interface Report {
  readonly options: Options
  readonly filled: { seconds: number; rows: Record<string, number> }
  readonly results: readonly Result[]
  /** The shares of CPU time, in Markdown. */
  readonly time: string
}

export function formatTable(results: readonly Result[]): string {
  const head =
    '| profile | side | requests/s | p50 ms | p99 ms | errors | non-2xx | app ÷ baseline |'
  const lines = results.flatMap(({ name, app, baseline, statements, bytes }) => [
    `| ${name} | app | ${figures(app)} | **${(app.perSecond / baseline.perSecond).toFixed(2)}** |`,
    `| ${statements} statements, ${bytes} B | baseline | ${figures(baseline)} | |`,
  ])
  return [head, '|---|---|--:|--:|--:|--:|--:|--:|', ...lines].join('\n')
}

/** Compares PostgreSQL's own times for a statement with the wall time of a request. */
function formatSql(results: readonly Result[]): string {
  const lines = results.flatMap(({ name, app, sql }) => {
    if (!sql) return []
    const cells = [sql.planning, sql.execution, 1_000 / app.perSecond]
    return [`| ${name} | ${cells.map((ms) => ms.toFixed(2)).join(' | ')} |`]
  })
  const head = '| statement | planning ms | execution ms | server, ms of wall time a request |'
  return [head, '|---|--:|--:|--:|', ...lines].join('\n')
}

const figures = ({ perSecond, p50, p99, errors, non2xx }: Result['app']) =>
  [Math.round(perSecond), p50, p99, errors, non2xx].join(' | ')

/** Writes the measured part between its two marks and keeps the text around it. */
export async function writeReport(report: Report): Promise<void> {
  const text = await readFile(FILE, 'utf8').catch(() => `# Performance\n\n${START}\n${END}\n`)
  const [before, after] = [text.split(START)[0], text.split(END)[1]]
  await writeFile(FILE, `${before}${START}\n\n${measuredPart(report)}\n\n${END}${after}`)
}

function measuredPart({ options, filled, results, time }: Report): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  const rows = Object.entries(filled.rows).map(([table, count]) => `${table} ${count}`)
  const { users, sessions, seconds, connections, rounds } = options
  return [
    `- Machine: ${cpus()[0]?.model.trim()}, ${availableParallelism()} CPUs, ${memory} GB, Linux ${release()}`,
    `- Measured: ${new Date().toISOString().slice(0, 10)}, commit ${commit()}`,
    `- Versions: Node ${process.version}, PostgreSQL 18 (embedded)`,
    `- Parameters: --scale ${users} --sessions ${sessions} --seconds ${seconds}` +
      ` --connections ${connections} --rounds ${rounds}`,
    `- Fill: ${filled.seconds.toFixed(1)} s, analysis included (${rows.join(', ')})`,
    '',
    formatTable(results),
    '',
    formatSql(results),
    '',
    time,
  ].join('\n')
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
