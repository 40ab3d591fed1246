import { inject } from 'vitest'

/** How many times longer than in `npm test` a suite goes on. */
export const rounds = inject('torture')

/** Milliseconds a test that repeats itself may take before it says how far it came. */
export const budgetMs = inject('tortureBudgetMs')

/** For vitest: the budget, and time to finish what runs. */
export const TIMEOUT_MS = budgetMs + 60_000

/** Says how much a suite has tried. */
export function figure(suite: string, text: string): void {
  process.stdout.write(`[${suite}] ${text}\n`)
}

declare module 'vitest' {
  interface ProvidedContext {
    torture: number
    tortureBudgetMs: number
  }
}
