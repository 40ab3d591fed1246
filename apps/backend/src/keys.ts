import { runKeyCommand } from './config/keyCommands.ts'

try {
  process.stdout.write(await runKeyCommand(process.argv.slice(2), process.env))
} catch (error) {
  process.stderr.write(`${(error as Error).message.trimEnd()}\n`)
  process.exitCode = 1
}
