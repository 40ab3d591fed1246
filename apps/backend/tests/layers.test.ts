import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MODULES = 'apps/backend/src/modules'
const MODULE = `${MODULES}/planted`

/** One violation of each layer rule: the file, its text and the linter's message. */
const VIOLATIONS: readonly (readonly [file: string, text: string, message: string])[] = [
  ['knexIn.router.ts', uses('knex'), "'knex' import is restricted"],
  ['repositoryIn.router.ts', uses('./planted.repository.ts'), 'talks to its service only'],
  ['rulesIn.router.ts', uses('./planted.rules.ts'), 'talks to its service only'],
  ['dbIn.router.ts', uses('../../db/knex.ts'), 'A router knows no database'],
  ['otherIn.router.ts', uses('../points/points.service.ts'), 'knows only its own module'],
  ['expressIn.service.ts', uses('express'), "'express' import is restricted"],
  ['knexIn.service.ts', uses('knex'), "'knex' import is restricted"],
  ['middlewareIn.service.ts', uses('../../middlewares/serve.ts'), 'knows nothing of HTTP'],
  ['otherIn.service.ts', uses('../points/points.repository.ts'), 'through its service'],
  ['rulesOfOtherIn.service.ts', uses('../points/points.rules.ts'), 'through its service'],
  ['rulesIn.repository.ts', uses('./planted.rules.ts'), 'knows only the database'],
  ['serviceIn.repository.ts', uses('./planted.service.ts'), 'knows only the database'],
  ['otherIn.repository.ts', uses('../points/points.repository.ts'), 'only its own module'],
  ['nodeIn.rules.ts', uses('node:fs'), 'Rules are pure'],
  ['dbIn.rules.ts', uses('../../db/knex.ts'), 'Rules are pure'],
  ['contextIn.rules.ts', uses('../../context.ts'), 'Rules are pure'],
  ['serviceIn.rules.ts', uses('./planted.service.ts'), 'Rules are pure'],
  ['environment.ts', 'export const port = process.env.PORT\n', 'process.env'],
  ['default.ts', 'export default function planted() {}\n', 'Prefer named exports'],
  ['any.ts', 'export const planted: any = 1\n', 'Unexpected `any`'],
  ['long.ts', '// line\n'.repeat(301), 'too many lines'],
  ['first.ts', `${uses('./second.ts')}export const planted = 1\n`, 'Dependency cycle'],
]

/** One import against the order of the modules for each pair of neighbours, and one from afar. */
const UPWARD: readonly (readonly [file: string, imported: string])[] = [
  ['history/planted.service.ts', '../imports/parse.service.ts'],
  ['planning/planted.service.ts', '../history/writeSeries.service.ts'],
  ['planning/planted.rules.ts', '../imports/log.rules.ts'],
  ['training/planted.service.ts', '../planning/series.service.ts'],
  ['sessions/planted.service.ts', '../training/completion.service.ts'],
  ['sessions/planted.rules.ts', '../planning/shift.rules.ts'],
  ['sessions/planted.ts', '../training/completion.service.ts'],
  ['sessions/planted.router.ts', '../training/present.ts'],
  ['sessions/deeper/planted.ts', '../../modules/training/completion.service.ts'],
  ['points/planted.service.ts', '../sessions/sessions.service.ts'],
  ['progress/planted.service.ts', '../points/points.service.ts'],
]

function uses(module: string): string {
  return `import { thing } from '${module}'\nexport const used = thing\n`
}

describe('the layer rules of the linter', () => {
  let folder = ''
  let findings: readonly Finding[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fitvibe-layers-'))
    for (const file of ['.oxlintrc.json', 'scripts/moduleOrder.mjs'])
      await cp(join(ROOT, file), join(folder, file))
    await plant(`${MODULE}/second.ts`, uses('./first.ts'))
    for (const [file, text] of VIOLATIONS) await plant(`${MODULE}/${file}`, text)
    for (const [file, imported] of UPWARD) await plant(`${MODULES}/${file}`, uses(imported))
    await plant(`${MODULES}/history/other.service.ts`, uses('../points/points.rules.ts'))
    await plant(`${MODULES}/history/fine.service.ts`, uses('../planning/shift.rules.ts'))
    await plant(`${MODULES}/imports/formats/planted.ts`, uses('node:fs'))
    await plant('apps/backend/src/csv/planted.ts', uses('../modules/imports/log.rules.ts'))
    await plant('packages/contract/src/planted.ts', uses('express'))
    await plant('packages/contract/src/otherPackage.ts', uses('@fitvibe/backend'))
    await plant('packages/contract/src/fineContract.ts', uses('@fitvibe/training/limits'))
    await plant('packages/training/src/planted.ts', uses('zod'))
    await plant('packages/training/src/outside.ts', uses('../../contract/src/work.ts'))
    await plant(`${MODULE}/fine.rules.ts`, uses('@fitvibe/training/sets'))
    await plant(
      'apps/backend/src/modules/limits/planted.service.ts',
      uses('../auth/login.service.ts'),
    )
    await plant('packages/embedded-postgres/src/planted.ts', uses('../../../apps/backend/src/x.ts'))
    await plant('apps/frontend/src/features/one/planted.ts', uses('../other/thing.ts'))
    await plant('apps/frontend/src/features/one/route.ts', uses('../../routes/planned.ts'))
    await plant(`${MODULE}/fine.service.ts`, uses('../points/points.service.ts'))
    findings = await lint(folder)
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function plant(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }

  const messagesFor = (file: string) =>
    findings
      .filter(({ filename }) => filename.endsWith(file))
      .map(textOf)
      .join('\n')

  it.each(VIOLATIONS)('report %s', (file, _text, message) => {
    expect(messagesFor(`planted/${file}`)).toContain(message)
  })

  it.each(UPWARD)('report that %s imports %s', (file) => {
    expect(messagesFor(file)).toContain('Modules point one way')
  })

  it('report the rules of a module that shares no tables', () => {
    expect(messagesFor('history/other.service.ts')).toContain('through its service')
    expect(messagesFor('history/fine.service.ts')).toBe('')
  })

  it('report imports that make import formats and CSV reading impure', () => {
    expect(messagesFor('imports/formats/planted.ts')).toContain('Rules are pure')
    expect(messagesFor('csv/planted.ts')).toContain('CSV reading is pure')
  })

  it('report forbidden imports in limits and in the embedded PostgreSQL', () => {
    expect(messagesFor('limits/planted.service.ts')).toContain('import no other module')
    expect(messagesFor('embedded-postgres/src/planted.ts')).toContain('knows nothing of FitVibe')
  })

  it('report forbidden imports in the packages and in the web app', () => {
    expect(messagesFor('contract/src/planted.ts')).toContain('depends on zod and @fitvibe/training')
    expect(messagesFor('otherPackage.ts')).toContain('depends on zod and @fitvibe/training')
    expect(messagesFor('training/src/planted.ts')).toContain('imports nothing but its own files')
    expect(messagesFor('training/src/outside.ts')).toContain('imports nothing but its own files')
    expect(messagesFor('one/planted.ts')).toContain('Features do not import each other')
    expect(messagesFor('one/route.ts')).toContain('Imports point one way')
  })

  it('accept allowed imports', () => {
    expect(messagesFor('fine.service.ts')).toBe('')
    expect(messagesFor('fine.rules.ts')).toBe('')
    expect(messagesFor('fineContract.ts')).toBe('')
  })
})

interface Finding {
  readonly filename: string
  readonly message: string
  readonly help?: string
}

const textOf = ({ message, help }: Finding) => `${message} ${help ?? ''}`

async function lint(folder: string): Promise<readonly Finding[]> {
  const oxlint = join(ROOT, 'node_modules/.bin/oxlint')
  const output = await new Promise<string>((resolve) => {
    // oxlint exits with 1 when it finds violations, as it does here.
    execFile(oxlint, ['--format', 'json'], { cwd: folder }, (_error, stdout) => resolve(stdout))
  })
  return (JSON.parse(output) as { diagnostics: readonly Finding[] }).diagnostics
}
