import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import {
  startTranslationPeer,
  type TranslationPeer,
} from '../../apps/backend/tests/translationPeer.ts'
import { RequestFailed } from './client.ts'
import { fault, heading, line } from './print.ts'
import { castAthletes } from './story/athlete.ts'
import { downloadData } from './story/data.ts'
import { importLog, exportHistory } from './story/history.ts'
import { join } from './story/joining.ts'
import { createOwn, search } from './story/library.ts'
import { finish, logSets, start } from './story/logging.ts'
import { meet, report, shareWithFollowers } from './story/people.ts'
import { showHistory, showPoints, showProgress } from './story/progress.ts'
import { showRecords } from './story/records.ts'
import { compare, showRewards } from './story/rewards.ts'
import { planSeries, shiftRest, subscribe } from './story/series.ts'
import { clone, completeAgain, findInFeed, publish } from './story/sharing.ts'
import { almostAsPlanned, complete, plan } from './story/training.ts'
import { translate } from './story/translating.ts'

/** The first that exists: the file in the command line, the log of a real athlete, or the small one. */
const logs = [
  ...process.argv.slice(2).map((file) => pathToFileURL(file)),
  new URL('../../../shared/corpora/workout-csv/strong-en-breinsp.csv', import.meta.url),
  new URL('../data/strong-log.csv', import.meta.url),
]

async function runStory(baseUrl: string, translator: TranslationPeer): Promise<void> {
  heading(`FitVibe at ${baseUrl}: two athletes, one afternoon`)
  const { ada, jonas } = castAthletes(baseUrl)

  await join(ada)
  const press = await search(ada, 'bench press')
  const row = await createOwn(ada)
  const log = await openLog()
  const imported = await importLog(ada, log.file, log.csv)
  const session = await plan(ada, press, row)
  await complete(ada, session, { actuals: almostAsPlanned(session, 2), minutes: 45 })
  const started = await start(ada, session)
  await logSets(ada, started)
  await finish(ada, started)
  await showPoints(ada)
  await showProgress(ada, imported)
  await showRecords(ada)
  await showHistory(ada)
  await showRewards(ada)
  await publish(ada, session)

  await join(jonas)
  await search(jonas, 'Kreuzheben')
  const shared = await findInFeed(jonas, ada)
  await translate(jonas, ada, shared, translator)
  const copy = await clone(jonas, shared)
  await complete(jonas, copy, { actuals: almostAsPlanned(copy, 1), minutes: 50 })
  await showPoints(jonas)
  await showHistory(jonas)
  await completeAgain(jonas, copy)
  await meet(jonas, ada)
  await shareWithFollowers(ada, jonas, session)
  await compare(jonas, ada)
  const first = await planSeries(jonas)
  await shiftRest(jonas, first)
  await subscribe(jonas)
  await exportHistory(ada, jonas)
  await report(jonas, ada, session)
  await downloadData(ada)
  line()
  line('Done. Everything above came from the running server.')
}

async function openLog(): Promise<{ file: string; csv: string }> {
  for (const url of logs) {
    const csv = await readFile(url, 'utf8').catch(() => undefined)
    if (csv !== undefined) return { file: relative(process.cwd(), fileURLToPath(url)), csv }
  }
  throw new Error('There is no workout log to import.')
}

function explain(error: unknown): string {
  if (error instanceof RequestFailed) {
    const body = typeof error.body === 'string' ? error.body : JSON.stringify(error.body, null, 2)
    return `${error.message}\n${body ?? ''}`
  }
  if (!(error instanceof Error)) return String(error)
  if (error.message !== 'fetch failed') return error.message
  return 'The server does not answer: start it with `npm start`, or set FITVIBE_URL.'
}

/** A server that speaks the protocol of DeepL, for the chapter about translation. */
const translator = await startTranslationPeer(Number(process.env['DEMO_TRANSLATOR_PORT'] ?? 8085))
translator.translateWith((text) => ({ text: `Auf Deutsch: ${text}`, language: 'en' }))
try {
  const url = process.env['FITVIBE_URL'] ?? 'http://localhost:8080'
  await runStory(url.endsWith('/') ? url.slice(0, -1) : url, translator)
} catch (error) {
  fault(`\nThe demo stopped. ${explain(error)}`)
  process.exitCode = 1
} finally {
  translator.stop()
}
