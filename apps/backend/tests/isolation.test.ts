import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { mocking } from './mocking.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const CALL = /^\s*vi\.(?:mock|doMock)\(/m

describe('test files that mock a module', () => {
  it('are isolated from the others, and only they are', () => {
    const files = ['apps/backend/src', 'apps/backend/tests', 'packages/contract/src'].flatMap(
      (folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.test.ts'))
          .map((file) => join(folder, file)),
    )

    const found = files.filter((file) => CALL.test(readFileSync(join(ROOT, file), 'utf8')))

    expect(found.toSorted()).toEqual(mocking.toSorted())
  })
})
