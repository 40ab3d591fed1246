import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MODULES = 'apps/backend/src/modules'
const MODULE = `${MODULES}/planted`

/** One violation of each layer rule: file, its text, and what the linter has to say of it. */
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
  ['history/planted.service.ts', '../imports/imports.service.ts'],
  ['planning/planted.service.ts', '../history/writeSeries.service.ts'],
  ['planning/planted.rules.ts', '../imports/csv.rules.ts'],
  ['training/planted.service.ts', '../planning/series.service.ts'],
  ['sessions/planted.service.ts', '../training/completion.service.ts'],
  ['sessions/planted.rules.ts', '../planning/shift.rules.ts'],
  ['sessions/planted.ts', '../training/completion.service.ts'],
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
    await cp(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
    await plant(`${MODULE}/second.ts`, uses('./first.ts'))
    for (const [file, text] of VIOLATIONS) await plant(`${MODULE}/${file}`, text)
    for (const [file, imported] of UPWARD) await plant(`${MODULES}/${file}`, uses(imported))
    await plant(`${MODULES}/history/other.service.ts`, uses('../points/points.rules.ts'))
    await plant(`${MODULES}/history/fine.service.ts`, uses('../planning/shift.rules.ts'))
    await plant('packages/contract/src/planted.ts', uses('express'))
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

  const saidOf = (file: string) =>
    findings
      .filter(({ filename }) => filename.endsWith(file))
      .map(textOf)
      .join('\n')

  it.each(VIOLATIONS)('report %s', (file, _text, message) => {
    expect(saidOf(`planted/${file}`)).toContain(message)
  })

  it.each(UPWARD)('report that %s imports %s', (file) => {
    expect(saidOf(file)).toContain('Modules point one way')
  })

  it('report the rules of a module that shares no tables', () => {
    expect(saidOf('history/other.service.ts')).toContain('through its service')
    expect(saidOf('history/fine.service.ts')).toBe('')
  })

  it('report what the contract and the features of the web app must not import', () => {
    expect(saidOf('contract/src/planted.ts')).toContain('depends on zod alone')
    expect(saidOf('limits/planted.service.ts')).toContain('import no other module')
    expect(saidOf('embedded-postgres/src/planted.ts')).toContain('knows nothing of FitVibe')
    expect(saidOf('one/planted.ts')).toContain('Features do not import each other')
    expect(saidOf('one/route.ts')).toContain('Imports point one way')
  })

  it('say nothing of what is allowed', () => {
    expect(saidOf('fine.service.ts')).toBe('')
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
    // It ends with 1 where it finds something, which is the point.
    execFile(oxlint, ['--format', 'json'], { cwd: folder }, (_error, stdout) => resolve(stdout))
  })
  return (JSON.parse(output) as { diagnostics: readonly Finding[] }).diagnostics
}
