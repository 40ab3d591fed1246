/** Refuses the habits of English that docs/style.md rules out; part of `npm run check`. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { findHabits } from './language.mjs'

const endings = [
  '*.ts',
  '*.tsx',
  '*.mjs',
  '*.md',
  '*.css',
  '*.html',
  '*.sh',
  '.ci/run',
  '.githooks/*',
]
// These quote the expressions that they rule out.
const quoting = new Set(['docs/style.md', 'scripts/language.mjs', 'tests/language.test.ts'])

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...endings], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && !quoting.has(file))

const found = files.flatMap((file) =>
  findHabits(readFileSync(file, 'utf8'), file).map((habit) => ({ file, ...habit })),
)
for (const { file, line, found: words, advice } of found)
  process.stdout.write(`${file}:${line}: "${words.slice(0, 80)}": ${advice}\n`)
if (found.length > 0) {
  process.stdout.write(`\n${found.length} expressions that docs/style.md rules out.\n`)
  process.exitCode = 1
}
