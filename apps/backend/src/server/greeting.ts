import { LOOPBACK, type Config } from '../config/config.ts'

/** Returns the text for the terminal once the server is ready; empty in production. */
export function greeting(
  config: Config,
  has: { mailbox: boolean; demo: { username: string; password: string } | undefined },
): string {
  if (config.isProduction) return ''
  const lines = [
    ['FitVibe', config.publicOrigin],
    ['API', `${config.publicOrigin}/api/v1/docs`],
    ...(has.mailbox ? [['Mail', `${config.publicOrigin}/dev/mail`]] : []),
    ['Metrics', `http://${config.metricsHost}:${config.metricsPort}/metrics`],
    ...(has.demo ? [['Demo login', `${has.demo.username} / ${has.demo.password}`]] : []),
  ]
  if (config.host === LOOPBACK)
    lines.push(['Open to', 'this machine only; HOST=0.0.0.0 opens it to your network'])
  const rows = lines.map(([name = '', value = '']) => `  ${name.padEnd(12)}${value}`)
  return `\n${rows.join('\n')}\n\n`
}
