import { describe, expect, it, vi } from 'vitest'

import { legs, uploadImport } from '../../../tests/importing.ts'
import { useTestApp } from '../../../tests/testApp.ts'
import type * as Thread from '../../utils/thread.ts'

/** How the next files end; afterwards the thread parses as always. */
const reasons = vi.hoisted((): Thread.ThreadFailure['reason'][] => [])

// No file of 16 MB still exceeds the heap or the deadline, so the thread reports that it did.
vi.mock('../../utils/thread.ts', async (importOriginal) => {
  const actual = await importOriginal<typeof Thread>()
  const createThread: typeof Thread.createThread = (entry, limits) => {
    const thread = actual.createThread(entry, limits)
    const run: typeof thread.run = (task) => {
      const reason = reasons.shift()
      return reason ? Promise.reject(new actual.ThreadFailure(reason)) : thread.run(task)
    }
    return { ...thread, run }
  }
  return { ...actual, createThread }
})

const app = useTestApp()

describe('a file whose parsing exceeds the limits of its thread', () => {
  it.each([
    ['memory', 'The file is too large to import at once.'],
    ['deadline', 'Reading this file takes too long: split it and import the parts.'],
  ] as const)(
    'in %s is refused with the reason, and the next file is read',
    async (reason, why) => {
      const ada = await app.newAthlete()
      reasons.push(reason)

      const refused = await uploadImport(ada, legs)
      const next = await uploadImport(ada, legs)

      expect(refused.status).toBe(422)
      expect(refused.body.error).toMatchObject({ code: 'UNPROCESSABLE', message: why })
      expect(next.status).toBe(201)
    },
  )
})
