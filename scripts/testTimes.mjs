/**
 * `npm run test:times -- --before before.json --after vitest.json --after playwright.json` writes
 * the table of docs/testing.md from the JSON reports of vitest and Playwright. Seconds of a file are
 * those from its first test to the end of its last, without imports and hooks; the seconds in all
 * are wall-clock time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

const ROWS = 40
const PAGE = 'docs/testing.md'
const BEGIN = '<!-- times: written by scripts/testTimes.mjs -->'
const END = '<!-- end of times -->'

const { values } = parseArgs({
  options: {
    before: { type: 'string', multiple: true, default: [] },
    after: { type: 'string', multiple: true, default: [] },
  },
})
const after = total(values.after)
const before = renamed(total(values.before), after)
const page = readFileSync(PAGE, 'utf8')
const [head] = page.split(BEGIN)
const [, tail] = page.split(END)
writeFileSync(PAGE, `${head}${BEGIN}\n\n${table()}\n\n${END}${tail}`)

function table() {
  const names = [...new Set([...before.files.keys(), ...after.files.keys()])]
  const longest = (name) => Math.max(secondsOf(before, name), secondsOf(after, name))
  const sorted = names.toSorted((a, b) => longest(b) - longest(a))
  const rows = sorted.slice(0, ROWS).map((name) => row(`\`${name}\``, [name]))
  const rest = sorted.slice(ROWS)
  return [
    '| file | tests before | tests after | seconds before | seconds after |',
    '| --- | --: | --: | --: | --: |',
    ...rows,
    row(`${rest.length} other files`, rest),
    line('**in all**', before.tests, after.tests, before.seconds, after.seconds),
  ].join('\n')
}

function row(label, names) {
  const sum = (run, key) => names.reduce((all, name) => all + (run.files.get(name)?.[key] ?? 0), 0)
  const figures = ['tests', 'seconds'].flatMap((key) => [sum(before, key), sum(after, key)])
  return line(label, ...figures)
}

function line(label, testsBefore, testsAfter, secondsBefore, secondsAfter) {
  const seconds = [secondsBefore, secondsAfter].map((value) => value.toFixed(1))
  return `| ${[label, testsBefore, testsAfter, ...seconds].join(' | ')} |`
}

function secondsOf(run, name) {
  return run.files.get(name)?.seconds ?? 0
}

/** Adds up the reports of one run; its parts ran one after the other. */
function total(paths) {
  const files = new Map()
  let [tests, seconds] = [0, 0]
  for (const path of paths) {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    const part = report.testResults ? ofVitest(report) : ofPlaywright(report)
    for (const file of part.files) files.set(file.name, file)
    tests += part.files.reduce((all, file) => all + file.tests, 0)
    seconds += part.seconds
  }
  return { files, tests, seconds }
}

function ofVitest({ startTime, testResults }) {
  const files = testResults.map((file) => ({
    name: inRepository(file.name),
    tests: file.assertionResults.length,
    seconds: (file.endTime - file.startTime) / 1_000,
  }))
  const end = Math.max(...testResults.map((file) => file.endTime))
  return { files, seconds: (end - startTime) / 1_000 }
}

function ofPlaywright({ config, stats, suites }) {
  const files = suites.map((suite) => {
    const results = testsOf(suite).flatMap((test) => test.results)
    const name = inRepository(`${config.rootDir}/${suite.file}`)
    const seconds = results.reduce((all, { duration }) => all + duration, 0) / 1_000
    return { name, tests: testsOf(suite).length, seconds }
  })
  return { files, seconds: stats.duration / 1_000 }
}

/** The path in the repository: a report may come from another checkout. */
function inRepository(path) {
  return path.replace(/^.*?\/((?:apps|packages|bench|demo|tests)\/)/, '$1')
}

/** The app and the name of a test file, without its folder and ending. */
function stemOf(path) {
  const [, app] = path.split('/')
  return `${app}/${basename(path).replace(/\.(?:test|spec)\.tsx?$/, '')}`
}

/** Gives files that have moved since the run before their new path, if their name is unique. */
function renamed(run, to) {
  const missing = [...run.files.keys()].filter((name) => !to.files.has(name))
  const added = [...to.files.keys()].filter((name) => !run.files.has(name))
  const files = new Map(run.files)
  for (const name of missing) {
    const matches = added.filter((other) => stemOf(other) === stemOf(name))
    const isUnique = missing.filter((other) => stemOf(other) === stemOf(name)).length === 1
    if (matches.length !== 1 || !isUnique) continue
    files.set(matches[0], files.get(name))
    files.delete(name)
  }
  return { ...run, files }
}

function testsOf({ specs = [], suites = [] }) {
  return [...specs.flatMap((spec) => spec.tests), ...suites.flatMap(testsOf)]
}
