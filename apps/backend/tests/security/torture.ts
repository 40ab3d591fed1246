import { afterAll, inject, it } from 'vitest'

/** How many times as long as in `npm test` a suite runs. */
export const rounds = inject('torture')

/** The default of `npm run test:torture`. */
const DEFAULT_ROUNDS = 20

/** Milliseconds that a test may repeat itself before it reports how far it got. */
export const budgetMs = inject('tortureBudgetMs')

/** The timeout for vitest: the budget and time to finish the current step. */
export const TIMEOUT_MS = budgetMs + 60_000

export const isLong = rounds > 1

/** Returns a check whether the budget is spent, for tests that share it. It starts with the first call. */
export function timeLimit(): () => boolean {
  let startedAt: number | undefined
  return () => Date.now() - (startedAt ??= Date.now()) > budgetMs
}

/** The number of repetitions: `quick` in `npm test`, otherwise `long` scaled by the rounds. */
export const times = (quick: number, long: number) =>
  isLong ? Math.ceil((long * rounds) / DEFAULT_ROUNDS) : quick

/** Collects the figures of a suite and prints them in one line when the suite ends. */
export function reportOf(suite: string) {
  const figures: string[] = []
  const controls = { all: 0, caught: 0 }
  afterAll(() => {
    const power = `${controls.caught} of ${controls.all} missing guards reported`
    const all = controls.all > 0 ? [...figures, power] : figures
    process.stdout.write(`${suite}: ${all.join('; ')}\n`)
  })
  return {
    say: (figure: string) => void figures.push(figure),
    /** Checks that the suite reports a missing guard. */
    control: (guard: string, test: () => void | Promise<void>) => {
      controls.all += 1
      it(`without ${guard} the drill reports it`, async () => {
        await test()
        controls.caught += 1
      })
    },
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    torture: number
    tortureBudgetMs: number
  }
}
