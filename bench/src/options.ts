import { parseArgs } from 'node:util'

export type Options = ReturnType<typeof readOptions>

/** Reads the options of a run; every figure in the report depends on them. */
export function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: '2000' },
      sessions: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '8' },
      connections: { type: 'string', default: '32' },
      rounds: { type: 'string', default: '2' },
      profiles: { type: 'string' },
      'no-report': { type: 'boolean', default: false },
    },
  })
  return {
    users: count('scale', values.scale, 65_535),
    sessions: count('sessions', values.sessions, 2_000),
    seconds: count('seconds', values.seconds, 60),
    connections: count('connections', values.connections, 256),
    rounds: count('rounds', values.rounds, 5),
    /** Names of profiles; all if omitted. */
    profiles: values.profiles?.split(','),
    /** False for trial runs, which leave docs/performance.md unchanged. */
    writesReport: !values['no-report'],
  }
}

function count(name: string, value: string, max: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= max) return number
  throw new Error(`--${name} takes a whole number from 1 to ${max}, not "${value}"`)
}
